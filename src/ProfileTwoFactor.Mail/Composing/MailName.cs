using System.Text;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>Names that people chose, made safe for mails that the site sends under its own name.</summary>
/// <remarks>
/// Mail clients make links of what looks like one, in plain text and in subjects too. A profile named "Sign in at https://evil.example"
/// would otherwise be a link under the site's own sender. Visible spaces, since clients look through invisible characters.
/// </remarks>
internal static class MailName
{
    /// <summary>Beside the words of a subject, what mail lists show.</summary>
    private const int SubjectColumns = 60;

    public static string InText(string name)
    {
        var text = DisplayText.Clean(name);
        var separated = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            separated.Append(text[i]);
            if (
                i > 0
                && i + 1 < text.Length
                && !char.IsWhiteSpace(text[i + 1])
                && JoinsALink(text[i - 1], text[i])
            )
            {
                separated.Append(' ');
            }
        }

        return separated.ToString();
    }

    public static string InSubject(string name) => ShownName.Shorten(InText(name), SubjectColumns);

    /// <summary>A dot of any script and the sign of an address within a word, and the colon after a scheme. Not the colon of a time.</summary>
    private static bool JoinsALink(char before, char character) =>
        character switch
        {
            '.' or '@' or '\uff0e' or '\uff61' or '\u3002' or '\u2024' => !char.IsWhiteSpace(
                before
            ),
            ':' => char.IsLetter(before),
            _ => false,
        };
}
