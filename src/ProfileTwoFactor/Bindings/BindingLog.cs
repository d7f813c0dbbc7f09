using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Bindings;

/// <summary>Log messages of codes and clocks. Never a code, secret, token or link.</summary>
internal static partial class BindingLog
{
    // Information, not Warning: wrong codes are an expected thing; the lock-out below is the signal.
    [LoggerMessage(
        1100,
        LogLevel.Information,
        "A code wasn't accepted: {Result}, {Failures} consecutive failures.",
        EventName = "CodeRefused"
    )]
    public static partial void CodeRefused(ILogger logger, string result, int failures);

    [LoggerMessage(
        1101,
        LogLevel.Warning,
        "Locked out after {Failures} consecutive failures.",
        EventName = "LockedOut"
    )]
    public static partial void LockedOut(ILogger logger, int failures);

    [LoggerMessage(
        1408,
        LogLevel.Critical,
        "This node's clock differs from the store's clock by {Seconds} seconds, but at most {Tolerated} are tolerated. The node checks no codes until the clocks agree. Synchronize the clocks of the node and the database server with NTP.",
        EventName = "ClockSkew"
    )]
    public static partial void ClockSkew(ILogger logger, string seconds, double tolerated);
}
