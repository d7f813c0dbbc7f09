using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>One bare address and nothing else: no display name, no list, no line break that would begin another header.</summary>
internal static class MailAddresses
{
    private const int MaxLength = 320;

    public static bool TryParse(string? text, [NotNullWhen(true)] out MailAddress? address)
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
                || letter is '<' or '>' or ',' or ';' or '"' or '(' or ')'
            )
            {
                return false;
            }
        }

        return MailAddress.TryCreate(text, out address);
    }
}
