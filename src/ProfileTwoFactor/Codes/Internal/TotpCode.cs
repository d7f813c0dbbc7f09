using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>A six-digit code in its one canonical form. Nothing else in the package looks at what was typed.</summary>
/// <remarks>
/// Trimmed: space, tab, CR and LF at both ends, which is what pasting brings along. Dropped: space and hyphen between
/// the first and the last digit. What is left must be six ASCII digits. So a leading or trailing hyphen is a sign and
/// refused, as are plus signs, other white space and the digits of other scripts.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
internal readonly struct TotpCode
{
    public const int Digits = 6;
    public const int MaxInputLength = 64;

    // One more than the value: an unparsed code is -1, which no authenticator ever shows, rather than 000000.
    private readonly int _valuePlusOne;

    private TotpCode(int value) => _valuePlusOne = value + 1;

    public int Value => _valuePlusOne - 1;

    public static bool TryParse([NotNullWhen(true)] string? text, out TotpCode code)
    {
        code = default;
        if (text is null || text.Length > MaxInputLength)
        {
            return false;
        }

        var trimmed = text.AsSpan().Trim(" \t\r\n");
        if (trimmed.IsEmpty || trimmed[0] == '-' || trimmed[^1] == '-')
        {
            return false;
        }

        var value = 0;
        var digits = 0;
        foreach (var character in trimmed)
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            if (!char.IsAsciiDigit(character) || ++digits > Digits)
            {
                return false;
            }

            value = (value * 10) + (character - '0');
        }

        if (digits != Digits)
        {
            return false;
        }

        code = new TotpCode(value);
        return true;
    }

    public override string ToString() => $"{nameof(TotpCode)} (redacted)";
}
