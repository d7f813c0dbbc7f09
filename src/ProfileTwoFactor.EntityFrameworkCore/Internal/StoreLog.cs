using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>From 1450: rows that make no sense.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(
        1450,
        LogLevel.Error,
        "The row {Key} of the mail table can't be read. It's skipped and retried in an hour. Other rows are still processed.",
        EventName = "UnreadableJob"
    )]
    public static partial void UnreadableJob(ILogger logger, string key, Exception exception);

    [LoggerMessage(
        1451,
        LogLevel.Error,
        "The row {Key} of the mail table can't be postponed. It's skipped on every read. Repair or delete it.",
        EventName = "UnreadableJobStays"
    )]
    public static partial void UnreadableJobStays(ILogger logger, string key, Exception exception);

    [LoggerMessage(
        1452,
        LogLevel.Error,
        "The row {Key} of the delivery table can't be read and is deleted. Its recipient may receive one mail twice.",
        EventName = "UnreadableDelivery"
    )]
    public static partial void UnreadableDelivery(ILogger logger, string key, Exception exception);
}
