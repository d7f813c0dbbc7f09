using System.Globalization;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Text that isn't the package's own, for one line of a log.</summary>
internal static class LogText
{
    /// <summary>With a question mark for whatever ends a line, directs a terminal, or turns the order of what follows.</summary>
    /// <remarks>Ids are the host's, and a directory may return the one that a request had: an id with a line end would write a second entry.</remarks>
    public static string OneLine(string text)
    {
        foreach (var character in text)
        {
            if (!IsSafe(character))
            {
                return string.Create(
                    text.Length,
                    text,
                    static (line, source) =>
                    {
                        for (var i = 0; i < line.Length; i++)
                        {
                            line[i] = IsSafe(source[i]) ? source[i] : '?';
                        }
                    }
                );
            }
        }

        return text;
    }

    private static bool IsSafe(char character) =>
        char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
