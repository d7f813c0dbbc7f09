using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Log messages about what nodes share, and what is missing at start. Never a code, secret, token or link.</summary>
internal static partial class SharedStateLog
{
    [LoggerMessage(
        1406,
        LogLevel.Warning,
        "Verification windows are kept in the memory of this process. With several nodes, members are asked for a code on each of them, and after each restart again. Register a shared IDistributedCache, such as AddStackExchangeRedisCache().",
        EventName = "CacheInProcess"
    )]
    public static partial void CacheInProcess(ILogger logger);

    [LoggerMessage(
        1407,
        LogLevel.Warning,
        "Data Protection keys are kept in {Place}. A node that can't read them answers every code with 503. With several nodes, keep them where all can read them, such as PersistKeysToDbContext(), and back them up with the database.",
        EventName = "KeysNotShared"
    )]
    public static partial void KeysNotShared(ILogger logger, string place);

    [LoggerMessage(
        1409,
        LogLevel.Critical,
        "This node can't read what other nodes wrote with their Data Protection keys, and answers every code with 503. Give all nodes the same key ring and application name, or bring the lost keys back from the backup.",
        EventName = "KeyRingForeign"
    )]
    public static partial void KeyRingForeign(ILogger logger, Exception exception);

    [LoggerMessage(
        1711,
        LogLevel.Warning,
        "Nobody is mailed: members don't hear that a profile was switched on, and nobody hears of lock-outs and removals. Reference ProfileTwoFactor.Mail and call AddMail(...) after AddProfileTwoFactor().",
        EventName = "MailNotAdded"
    )]
    public static partial void MailNotAdded(ILogger logger);
}
