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

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!text.All(IsAllowed) || at < 1 || at == text.Length - 1 || at != text.LastIndexOf('@'))
        {
            return false;
        }

        // Dots where the standard has none are meant literally, which is what quotes say.
        return TryCreate(text, out address)
            || TryCreate($"\"{text[..at]}\"{text[at..]}", out address);
    }

    private static bool IsAllowed(char letter) =>
        !char.IsControl(letter)
        && !char.IsWhiteSpace(letter)
        && letter is not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\' or ':');

    private static bool TryCreate(string text, out MailboxAddress? address)
    {
        address = null;
        try
        {
            var created = new MailboxAddress("", text);
            if (
                IsOneDomain(created.Address)
                && IsOneDomain(MailboxAddress.EncodeAddrspec(created.Address))
            )
            {
                address = created;
            }
        }
        catch (Exception exception) when (exception is ParseException or ArgumentException)
        {
            // Not an address.
        }

        return address is not null;
    }

    /// <summary>What is written is the domain's Unicode or ASCII form in IDNA, where full-width commas and at signs have become those that are refused above.</summary>
    private static bool IsOneDomain(string written) =>
        written[(written.IndexOf('@', StringComparison.Ordinal) + 1)..]
            .All(letter => letter is not '@' && IsAllowed(letter));
}
