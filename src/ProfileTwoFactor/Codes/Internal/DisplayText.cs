using System.Globalization;
using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>Names the host's users chose, made safe for a key URI and for XML.</summary>
internal static class DisplayText
{
    /// <summary>Control characters become spaces; lone surrogates and the two code points XML forbids become U+FFFD.</summary>
    public static string Clean(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        Span<char> buffer = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            var safe = Safe(rune);
            cleaned.Append(buffer[..safe.EncodeToUtf16(buffer)]);
        }

        return cleaned.ToString();
    }

    /// <summary>The same for a text of several lines.</summary>
    public static IEnumerable<string> Lines(string text) => text.Split('\n').Select(Clean);

    private static Rune Safe(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
        {
            return new Rune(' ');
        }

        return rune.Value is 0xfffe or 0xffff ? Rune.ReplacementChar : rune;
    }
}
