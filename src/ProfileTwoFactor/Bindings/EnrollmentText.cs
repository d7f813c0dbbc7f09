using System.Globalization;
using System.Security.Cryptography;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Bindings;

/// <summary>How mailed codes and passes are made, read, and hashed.</summary>
/// <remarks>
/// A code has eight digits, a pass is written like a backup code (80 bits), so what was typed tells which of the two it is. The hash
/// of a code could be tried out by a reader of the database; it is stored encrypted for that reason.
/// </remarks>
internal static class EnrollmentText
{
    private const int CodeDigits = 8;
    private const int LongestInput = 64;

    public static string CreateCode() =>
        RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    public static string CreatePass() => BackupCodeText.CreateRandom();

    /// <summary>Null when the text can't be a code. Blanks don't matter: people copy them along.</summary>
    public static byte[]? HashOfCode(string? text)
    {
        if (text is null || text.Length > LongestInput)
        {
            return null;
        }

        Span<char> digits = stackalloc char[CodeDigits];
        var length = 0;
        foreach (var character in text.AsSpan().Trim(" \t\r\n"))
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            if (!char.IsAsciiDigit(character) || length == CodeDigits)
            {
                return null;
            }

            digits[length++] = character;
        }

        return length == CodeDigits
            ? KeyHash.Compute("enrollment.code.v1", digits.ToString())
            : null;
    }

    /// <summary>Null when the text can't be a pass.</summary>
    public static byte[]? HashOfPass(string? text)
    {
        Span<byte> canonical = stackalloc byte[BackupCodeText.Length];
        return BackupCodeText.TryCanonicalise(text, canonical)
            ? KeyHash.Compute("enrollment.pass.v1", System.Text.Encoding.ASCII.GetString(canonical))
            : null;
    }
}
