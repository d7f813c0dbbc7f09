using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Audit;

/// <summary>Log messages of the shipped audit sinks. Never the receiver's path, query or answer.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(
        1720,
        LogLevel.Critical,
        "The spool of the audit webhook is full. New events are not kept until the receiver accepts waiting ones.",
        EventName = "AuditSpoolFull"
    )]
    public static partial void SpoolFull(ILogger logger);

    [LoggerMessage(
        1721,
        LogLevel.Warning,
        "The receiver of the audit webhook did not accept the event {EventId}: {Failure}. It is posted again. Logged once until the receiver accepts an event.",
        EventName = "AuditDeliveryFailed"
    )]
    public static partial void DeliveryFailed(ILogger logger, string eventId, string failure);

    [LoggerMessage(
        1722,
        LogLevel.Error,
        "The audit event {EventId} was dropped, because the receiver of the webhook did not accept it in time: {Failure}",
        EventName = "AuditEventDropped"
    )]
    public static partial void EventDropped(ILogger logger, string eventId, string failure);

    [LoggerMessage(
        1724,
        LogLevel.Warning,
        "Old events of the security history couldn't be deleted: {Failure}. It is tried again within an hour.",
        EventName = "HistorySweepFailed"
    )]
    public static partial void HistorySweepFailed(ILogger logger, string failure);

    [LoggerMessage(
        1723,
        LogLevel.Error,
        "The spool of the audit webhook can't be read or written: {Failure}. It is tried again.",
        EventName = "AuditSpoolFailed"
    )]
    public static partial void SpoolFailed(ILogger logger, string failure);
}
