using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>What the pages write to the log.</summary>
internal static partial class PagesLog
{
    [LoggerMessage(
        1550,
        LogLevel.Warning,
        "This process has no culture data for the languages {Languages}, so the two-factor pages are in English. Install ICU (on Alpine: apk add icu-libs icu-data-full), and don't set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT or InvariantGlobalization to true.",
        EventName = "PageCulturesMissing"
    )]
    public static partial void CulturesMissing(ILogger logger, string languages);

    [LoggerMessage(
        1551,
        LogLevel.Warning,
        "The cache didn't answer about a form that was sent. If the form is sent twice, once to each of two nodes, the second answer may say that it failed.",
        EventName = "FormNotShared"
    )]
    public static partial void FormNotShared(ILogger logger, Exception exception);
}
