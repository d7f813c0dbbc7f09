using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>One bare address and nothing else: no display name, no list, no line break that would begin another header.</summary>
/// <remarks>Not narrower than mail servers: addresses such as <c>a..b@example.com</c> were given out by carriers and are in use.</remarks>
internal static class MailAddresses
{
    private const int MaxLength = 320;

    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (
                char.IsControl(letter)
                || char.IsWhiteSpace(letter)
                || letter is '<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\' or ':'
            )
            {
                return false;
            }
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at == text.Length - 1 || at != text.LastIndexOf('@'))
        {
            return false;
        }

        // Dots where the standard has none are meant literally, which is what quotes say.
        return TryCreate(text, out address)
            || TryCreate($"\"{text[..at]}\"{text[at..]}", out address);
    }

    private static bool TryCreate(string text, out MailboxAddress? address)
    {
        try
        {
            address = new MailboxAddress("", text);
            return true;
        }
        catch (Exception exception) when (exception is ParseException or ArgumentException)
        {
            address = null;
            return false;
        }
    }
}
