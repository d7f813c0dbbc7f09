using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Log messages of what subscribes to events. Never a code, secret, token or link.</summary>
internal static partial class SubscriberLog
{
    [LoggerMessage(
        1700,
        LogLevel.Error,
        "{Subscriber} failed to handle the event {Event}: {Failure}. The operation itself succeeded.",
        EventName = "SubscriberFailed"
    )]
    public static partial void SubscriberFailed(
        ILogger logger,
        string subscriber,
        string @event,
        string failure
    );
}
