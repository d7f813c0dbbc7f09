using OtpNet;

namespace ProfileTwoFactor.Testing.Authenticators.Internal;

/// <summary>A key as an authenticator app lets people type it: in any case, with blanks between the groups, with or without padding.</summary>
internal static class Base32Text
{
    public static byte[] Decode(string text)
    {
        var characters = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('=');
        // Whole bytes never end in one, three or six characters. Otp.NET still decodes such a text, to a different, shorter key.
        if (characters.Length % 8 is 1 or 3 or 6)
        {
            throw Malformed();
        }

        try
        {
            return Base32Encoding.ToBytes(characters);
        }
        catch (ArgumentException)
        {
            throw Malformed();
        }
    }

    // The text is not repeated: it is a secret.
    private static FormatException Malformed() => new("The secret isn't valid base32.");
}
