using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>From 1450: rows that make no sense.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(
        1450,
        LogLevel.Error,
        "The row {Key} of the table of mails can't be read. It is left out and put off by an hour; the others go on.",
        EventName = "UnreadableJob"
    )]
    public static partial void UnreadableJob(ILogger logger, string key, Exception exception);

    [LoggerMessage(
        1451,
        LogLevel.Error,
        "The row {Key} of the table of mails can't be put off. It is left out of every look; repair or delete it.",
        EventName = "UnreadableJobStays"
    )]
    public static partial void UnreadableJobStays(ILogger logger, string key, Exception exception);

    [LoggerMessage(
        1452,
        LogLevel.Error,
        "The row {Key} of the table of deliveries can't be read and is deleted. Its recipient may get one mail twice.",
        EventName = "UnreadableDelivery"
    )]
    public static partial void UnreadableDelivery(ILogger logger, string key, Exception exception);
}
