using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Log messages of circuits. Never a code, secret, token or link.</summary>
internal static partial class CircuitLog
{
    [LoggerMessage(
        1404,
        LogLevel.Warning,
        "The {Dependency} failed several times in a row. For a moment, it isn't called, and requests that require it are answered with 503 immediately.",
        EventName = "CircuitOpened"
    )]
    public static partial void CircuitOpened(ILogger logger, string dependency);

    [LoggerMessage(
        1405,
        LogLevel.Information,
        "The {Dependency} is responding again.",
        EventName = "CircuitClosed"
    )]
    public static partial void CircuitClosed(ILogger logger, string dependency);
}
