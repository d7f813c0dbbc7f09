using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Log messages of the backplane. Never a message of it: everyone can send one.</summary>
internal static partial class BackplaneLog
{
    [LoggerMessage(
        1800,
        LogLevel.Warning,
        "The backplane isn't available ({Reason}). Changes on other nodes take effect on this node within DecisionLifetime, as without a backplane, and the other way round. The node keeps trying.",
        EventName = "BackplaneDown"
    )]
    public static partial void BackplaneDown(ILogger logger, string reason);

    [LoggerMessage(
        1801,
        LogLevel.Information,
        "The backplane is available: changes on one node take effect on the others at once.",
        EventName = "BackplaneUp"
    )]
    public static partial void BackplaneUp(ILogger logger);

    [LoggerMessage(
        1802,
        LogLevel.Warning,
        "{Ignored} messages on the backplane's channel were ignored in the last minute, because they were malformed, or too many, in which case the node reads everything from the store again. Nodes of another version, or a client that shouldn't write to this server, send them.",
        EventName = "BackplaneMessagesIgnored"
    )]
    public static partial void BackplaneMessagesIgnored(ILogger logger, long ignored);

    [LoggerMessage(
        1803,
        LogLevel.Error,
        "Changes of other nodes couldn't be applied. They take effect within DecisionLifetime.",
        EventName = "BackplaneChangesFailed"
    )]
    public static partial void BackplaneChangesFailed(ILogger logger, Exception exception);
}
