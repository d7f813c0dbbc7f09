using CsCheck;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Texts that are nearly right: what parsers get wrong is close to what they accept.</summary>
internal static class FuzzedText
{
    /// <summary>Digits of other scripts, spaces that aren't U+0020, things that look like others, line ends, halves of surrogate pairs.</summary>
    public const string Tricky =
        "\t\r\n\0\v\f\u001b\u007f\u0085\u00a0\u00ad\u0130\u0131\u017f\u0660\u200b\u202e\u2028\u2029\u2011\u2212\u3000\u3002\uff0e\uff0f\uff10\uff20\ufeff\ufffe\uffff\ud800\udfce";

    private const int Places = 1 << 16;

    private static readonly Gen<int> Place = Gen.Int[0, Places - 1];

    /// <summary>A text with up to this many edits.</summary>
    /// <param name="texts">What is edited.</param>
    /// <param name="likely">Characters that are often put in, beside a few that are tricky for each parser.</param>
    /// <param name="edits">The most edits.</param>
    public static Gen<string> Edited(Gen<string> texts, string likely, int edits = 4) =>
        Gen.Select(texts, Edit(likely).Array[0, edits], Apply);

    private static Gen<TextEdit> Edit(string likely) =>
        Gen.Select(
            Gen.Int[0, 7],
            Place,
            Place,
            Gen.Frequency((12, Gen.Char[likely]), (7, Gen.Char[Tricky]), (1, Gen.Char)),
            (kind, at, other, character) => new TextEdit(kind, at, other, character)
        );

    private static string Apply(string text, TextEdit[] edits)
    {
        foreach (var edit in edits)
        {
            text = Apply(text, edit);
        }

        return text;
    }

    private static string Apply(string text, TextEdit edit)
    {
        var at = (int)((long)edit.At * (text.Length + 1) / Places);
        var other = (int)((long)edit.Other * (text.Length + 1) / Places);
        return edit.Kind switch
        {
            0 when at < text.Length => text.Remove(at, 1),
            1 when at < text.Length => $"{text.AsSpan(0, at)}{edit.Character}{text.AsSpan(at + 1)}",
            2 => text.Insert(at, new string(edit.Character, edit.Other % 70)),
            3 when at < other => text.Insert(other, text[at..other]),
            _ => text.Insert(at, edit.Character.ToString()),
        };
    }

    private readonly record struct TextEdit(int Kind, int At, int Other, char Character);
}
