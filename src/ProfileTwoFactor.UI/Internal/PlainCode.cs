using System.Globalization;
using System.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>What people type and paste into a field for a code, in the form that the managers take. The JSON endpoints take only that form.</summary>
/// <remarks>
/// Digits of every script become ASCII digits, and full-width letters ASCII letters. What is neither a letter nor a digit is dropped: blanks,
/// dashes, and characters that can't be seen. The same as <c>plainCode</c> in <c>code.js</c>: a test compares the two for each character.
/// </remarks>
internal static class PlainCode
{
    private const int MostCharacters = 256;
    private const int FullWidth = '\uFF01' - '!';

    internal static string? Of(string? typed)
    {
        // What is that long is no code, and is refused as it is.
        if (typed is not { Length: <= MostCharacters })
        {
            return typed;
        }

        var plain = new StringBuilder(typed.Length);
        foreach (var rune in Composed(typed).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (rune.Value is >= '\uFF21' and <= '\uFF5A' && Rune.IsLetter(rune))
            {
                plain.Append((char)(rune.Value - FullWidth));
            }
            else if ((Rune.IsLetter(rune) || Rune.IsNumber(rune)) && !IsFiller(rune))
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }

    // Without culture data the text stays as it is. Digits and full-width letters are read without it, too.
    private static string Composed(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a character, which is no letter and no digit either.
            return typed;
        }
    }

    // Letters that nothing is drawn for, and what Japanese keyboards give for a hyphen, in both widths.
    private static bool IsFiller(Rune rune) =>
        rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x30FC or 0xFF70;
}
