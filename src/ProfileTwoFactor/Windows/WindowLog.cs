using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Windows;

/// <summary>Log messages of verification windows. Never a code, secret, token or link.</summary>
internal static partial class WindowLog
{
    [LoggerMessage(
        1400,
        LogLevel.Warning,
        "A window in the cache wasn't written by this application and was removed.",
        EventName = "ForeignWindow"
    )]
    public static partial void ForeignWindow(ILogger logger);

    [LoggerMessage(
        1402,
        LogLevel.Error,
        "Windows couldn't be closed in the cache at sign-out. Their cookies were deleted in the browser.",
        EventName = "SignOutIncomplete"
    )]
    public static partial void SignOutIncomplete(ILogger logger, Exception exception);

    [LoggerMessage(
        1403,
        LogLevel.Warning,
        "A window that has already ended couldn't be removed from the cache.",
        EventName = "CleanupFailed"
    )]
    public static partial void CleanupFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1415,
        LogLevel.Warning,
        "A window in the cache can't be decrypted on this node and was left there. Check that all nodes have the same key ring and application name.",
        EventName = "UnreadableWindow"
    )]
    public static partial void UnreadableWindow(ILogger logger);

    [LoggerMessage(
        1416,
        LogLevel.Error,
        "The cache accepted a write without an error and didn't return the value. No code is accepted, because windows would be lost in the same way. Check the cache's size limit, eviction, and longest lifetime.",
        EventName = "CacheWriteLost"
    )]
    public static partial void WriteLost(ILogger logger);

    [LoggerMessage(
        1417,
        LogLevel.Warning,
        "A sign-in is complete, but the cache failed while its window was opened. The next sensitive action may require another code.",
        EventName = "WindowNotOpened"
    )]
    public static partial void WindowNotOpened(ILogger logger, Exception exception);

    [LoggerMessage(
        1418,
        LogLevel.Warning,
        "A window in the cache wasn't written by this application and couldn't be removed. It doesn't give access.",
        EventName = "ForeignWindowStays"
    )]
    public static partial void ForeignWindowStays(ILogger logger, Exception exception);
}
