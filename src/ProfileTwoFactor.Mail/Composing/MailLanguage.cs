using System.Globalization;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>The languages mails are written in.</summary>
internal static class MailLanguage
{
    public const string English = "en";
    public const string Japanese = "ja";

    public static bool IsKnown(string? language) => language is English or Japanese;

    /// <summary>The languages that this process has no culture for.</summary>
    public static IEnumerable<string> Missing =>
        new[] { English, Japanese }.Where(language => Find(language) is null);

    /// <summary>The culture that mails in a language are written in. Without culture data it is the invariant one, which has the English texts.</summary>
    public static CultureInfo CultureOf(string language) =>
        Find(language) ?? CultureInfo.InvariantCulture;

    /// <summary>The language of the request that is being answered, if we have it.</summary>
    public static string? Current()
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return IsKnown(language) ? language : null;
    }

    /// <summary>Which of ours suits a person's language. Null when that is unknown.</summary>
    public static string? For(string? language) =>
        string.IsNullOrWhiteSpace(language) ? null
        : language.Split('-', '_')[0].Trim().Equals(Japanese, StringComparison.OrdinalIgnoreCase)
            ? Japanese
        : English;

    public static string Other(string language) => language == Japanese ? English : Japanese;

    private static CultureInfo? Find(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
