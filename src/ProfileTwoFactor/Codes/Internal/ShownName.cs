using System.Globalization;
using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>Shortens names to what authenticator apps show of them.</summary>
/// <remarks>
/// Apps give an entry one line or two. What is longer is cut there, and would only make the QR code dense: one Japanese character is nine
/// in the key URI, and the issuer is in it twice.
/// </remarks>
internal static class ShownName
{
    private const string Ellipsis = "\u2026";

    /// <summary>The first character of the scripts whose characters are as wide as two Latin ones.</summary>
    private const int FirstWide = 0x1100;

    /// <summary>Keeps the beginning.</summary>
    public static string Shorten(string name, int columns) => Shorten(name, columns, tail: 0);

    /// <summary>Keeps the beginning and, of a longer name, so many columns of its end.</summary>
    public static string Shorten(string name, int columns, int tail)
    {
        var characters = Characters(name).ToList();
        if (characters.Sum(Width) <= columns)
        {
            return name;
        }

        var head = Fitting(characters, columns - tail - 1);
        var end = Fitting(Enumerable.Reverse(characters), tail);
        end.Reverse();
        return string.Concat([.. head, Ellipsis, .. end]);
    }

    /// <summary>What people take for one character, so that no accent is cut off from its letter.</summary>
    private static IEnumerable<string> Characters(string name)
    {
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static List<string> Fitting(IEnumerable<string> characters, int columns)
    {
        var fitting = new List<string>();
        foreach (var character in characters)
        {
            columns -= Width(character);
            if (columns < 0)
            {
                break;
            }

            fitting.Add(character);
        }

        return fitting;
    }

    // By its parts: a letter with a thousand accents is one character, and must not fit everywhere.
    private static int Width(string character) =>
        character.EnumerateRunes().Sum(rune => rune.Value < FirstWide ? 1 : 2);
}
