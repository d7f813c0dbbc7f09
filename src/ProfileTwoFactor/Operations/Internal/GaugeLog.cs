using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Log messages of the gauges. No ids.</summary>
internal static partial class GaugeLog
{
    [LoggerMessage(
        1730,
        LogLevel.Warning,
        "The gauges of profiles and members have no values: {Reason}",
        EventName = "GaugesWithoutReadings"
    )]
    public static partial void NoReadings(ILogger logger, string reason);

    [LoggerMessage(
        1731,
        LogLevel.Warning,
        "The gauges of profiles and members couldn't be read: {Failure}. They keep their last values, and it is tried again after the interval.",
        EventName = "GaugeReadingFailed"
    )]
    public static partial void ReadingFailed(ILogger logger, string failure);
}
