using System.Globalization;
using System.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>Names of files that every system takes, made of what people call things.</summary>
internal static class FileName
{
    private const int LongestPart = 60;

    internal static string Of(params ReadOnlySpan<string> parts)
    {
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            var plain = Plain(part);
            if (plain.Length > 0)
            {
                name.Append(name.Length > 0 ? "-" : "").Append(plain);
            }
        }

        return name.Append(".txt").ToString();
    }

    // Letters and digits of any language; whatever a shell, a disk or a header could take for something else becomes one hyphen.
    private static string Plain(string part)
    {
        var plain = new StringBuilder();
        foreach (var rune in part.EnumerateRunes())
        {
            if (plain.Length >= LongestPart)
            {
                break;
            }

            if (
                Rune.IsLetterOrDigit(rune)
                || IsMark(rune)
                || rune.Value is '@' or '.' or '_' or '+'
            )
            {
                plain.Append(rune);
            }
            else if (plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        // A leading dot hides a file.
        return plain.ToString().Trim('-', '.');
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;
}
