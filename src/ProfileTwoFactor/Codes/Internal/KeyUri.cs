using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>The <c>otpauth</c> URI an authenticator app reads from the QR code.</summary>
/// <remarks>
/// A colon separates issuer and account and apps split after decoding, so a colon inside either part becomes a hyphen.
/// The algorithm, digits and period are left out: all three are the defaults of the format, and each character makes the QR code denser.
/// A part whose encoded form is longer than <see cref="MaxEncodedPart"/>, with names that are short and an id that isn't, loses its middle:
/// with the default template the application stays readable in front and the profile id at the end, and the URI still fits a QR code.
/// </remarks>
internal static class KeyUri
{
    /// <summary>An address of usual length is kept whole; of a longer one, its end says whose it is.</summary>
    private const int AccountColumns = 64;
    private const int AccountEndColumns = 24;

    /// <summary>300 characters of ASCII always fit. The issuer is in the URI twice: 3 x 900 and the rest stay below the 2953 bytes of the largest QR code.</summary>
    public const int MaxEncodedPart = 900;

    private const string Ellipsis = "\u2026";

    /// <param name="issuer">What the entry is for.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="secret">The key.</param>
    /// <param name="mark">What tells it from another entry of the same account. Never shortened.</param>
    public static string Create(string issuer, string account, byte[] secret, string mark = "")
    {
        var encodedIssuer = Encode(issuer);
        var encodedAccount = Encode(
            ShownName.Shorten(account, AccountColumns, AccountEndColumns) + mark
        );
        return $"otpauth://totp/{encodedIssuer}:{encodedAccount}?secret={Base32Text.Encode(secret)}&issuer={encodedIssuer}";
    }

    private static string Encode(string part)
    {
        var cleaned = DisplayText.Clean(part).Replace(':', '-');
        var encoded = Uri.EscapeDataString(cleaned);
        return encoded.Length <= MaxEncodedPart ? encoded : EncodeShortened(cleaned);
    }

    private static string EncodeShortened(string text)
    {
        var encodedRunes = text.EnumerateRunes()
            .Select(rune => Uri.EscapeDataString(rune.ToString()))
            .ToList();
        var ellipsis = Uri.EscapeDataString(Ellipsis);
        var half = (MaxEncodedPart - ellipsis.Length) / 2;

        var head = Fitting(encodedRunes, half);
        var tail = Fitting(Enumerable.Reverse(encodedRunes), half);
        tail.Reverse();
        return new StringBuilder(MaxEncodedPart)
            .AppendJoin("", head)
            .Append(ellipsis)
            .AppendJoin("", tail)
            .ToString();
    }

    private static List<string> Fitting(IEnumerable<string> encodedRunes, int budget)
    {
        var fitting = new List<string>();
        foreach (var encoded in encodedRunes)
        {
            budget -= encoded.Length;
            if (budget < 0)
            {
                break;
            }

            fitting.Add(encoded);
        }

        return fitting;
    }
}
