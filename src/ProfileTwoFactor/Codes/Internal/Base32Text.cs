using OtpNet;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>Base32 of RFC 4648 without padding: how authenticator apps and the Key URI format take a key.</summary>
internal static class Base32Text
{
    public static string Encode(byte[] bytes) =>
        bytes.Length == 0 ? "" : Base32Encoding.ToString(bytes).TrimEnd('=');

    /// <summary>Whether the character, in upper case, is one of the alphabet's 32.</summary>
    public static bool IsDigit(char character) =>
        character is (>= 'A' and <= 'Z') or (>= '2' and <= '7');
}
