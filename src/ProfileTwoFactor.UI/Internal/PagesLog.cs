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
}
