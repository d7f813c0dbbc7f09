using System.Globalization;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>The languages mails are written in.</summary>
internal static class MailLanguage
{
    public const string English = "en";
    public const string Japanese = "ja";

    public static bool IsKnown(string? language) => language is English or Japanese;

    /// <summary>The language of the request that is being answered, if we have it.</summary>
    public static string? Current()
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return IsKnown(language) ? language : null;
    }
}
