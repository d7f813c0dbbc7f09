using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Windows;

/// <summary>Log messages of verification windows. Never a code, secret, token or link.</summary>
internal static partial class WindowLog
{
    [LoggerMessage(
        1400,
        LogLevel.Warning,
        "A window in the cache was not one of ours and was removed.",
        EventName = "ForeignWindow"
    )]
    public static partial void ForeignWindow(ILogger logger);

    [LoggerMessage(
        1402,
        LogLevel.Error,
        "Windows could not be closed in the cache at sign-out; the browser has lost their cookies.",
        EventName = "SignOutIncomplete"
    )]
    public static partial void SignOutIncomplete(ILogger logger, Exception exception);

    [LoggerMessage(
        1403,
        LogLevel.Warning,
        "A window that is dead already could not be removed from the cache.",
        EventName = "CleanupFailed"
    )]
    public static partial void CleanupFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1415,
        LogLevel.Warning,
        "A window in the cache can't be decrypted on this node and was left there. Does the node have another key ring, or application name, than the others?",
        EventName = "UnreadableWindow"
    )]
    public static partial void UnreadableWindow(ILogger logger);
}
