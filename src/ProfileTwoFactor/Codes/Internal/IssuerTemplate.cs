using System.Text;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>The name of the entry in the authenticator app, made from the template of the options.</summary>
internal static class IssuerTemplate
{
    private const int MostColumns = 32;

    /// <summary>Fills the template in one pass, so that a profile called "{ProfileId}" stays called that.</summary>
    /// <remarks>
    /// Names are shortened where the id is beside them. The id is not, nor is a name without it: two profiles must stay two entries, or an
    /// app replaces one by the other.
    /// </remarks>
    public static string Format(
        string template,
        string application,
        string profileName,
        string profileId
    )
    {
        var formatted = new StringBuilder();
        var hasId = Split(template).Contains("{ProfileId}");
        foreach (var part in Split(template))
        {
            formatted.Append(
                part switch
                {
                    "{Application}" => ShownName.Shorten(application, MostColumns),
                    "{ProfileName}" => hasId
                        ? ShownName.Shorten(profileName, MostColumns)
                        : profileName,
                    "{ProfileId}" => profileId,
                    _ => part,
                }
            );
        }

        return formatted.ToString();
    }

    /// <summary>The unknown placeholders, as they are in the template; a brace that is never closed counts as one.</summary>
    public static IReadOnlyList<string> Validate(string template) =>
        [
            .. Split(template)
                .Where(part =>
                    part.StartsWith('{')
                    && part is not ("{Application}" or "{ProfileName}" or "{ProfileId}")
                ),
        ];

    private static IEnumerable<string> Split(string template)
    {
        var position = 0;
        while (position < template.Length)
        {
            var end =
                template[position] == '{'
                    ? template.IndexOf('}', position) + 1
                    : template.IndexOf('{', position);
            if (end <= 0)
            {
                end = template.Length;
            }

            yield return template[position..end];
            position = end;
        }
    }
}
