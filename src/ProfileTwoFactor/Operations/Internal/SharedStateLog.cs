using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Log messages about what nodes share, and what is missing at start. Never a code, secret, token or link.</summary>
internal static partial class SharedStateLog
{
    [LoggerMessage(
        1406,
        LogLevel.Warning,
        "Verification windows are stored in the memory of this process. With several nodes, members must enter a code on each node, and again after each restart. Register a shared IDistributedCache, such as AddStackExchangeRedisCache(). If one node is all there is, set ProfileTwoFactorOptions.SingleNode.",
        EventName = "CacheInProcess"
    )]
    public static partial void CacheInProcess(ILogger logger);

    [LoggerMessage(
        1407,
        LogLevel.Warning,
        "Data Protection keys are stored in {Place}. A node that can't read the keys answers every code with 503. With several nodes, store the keys where all nodes can read them, such as with PersistKeysToDbContext(), and back them up with the database. If all nodes read this location, set ProfileTwoFactorOptions.KeyRingIsShared; if one node is all there is, set SingleNode.",
        EventName = "KeysNotShared"
    )]
    public static partial void KeysNotShared(ILogger logger, string place);

    [LoggerMessage(
        1409,
        LogLevel.Critical,
        "This node can't decrypt data of other nodes with its Data Protection keys, and answers every code with 503. Use the same key ring and application name on all nodes, or restore lost keys from a backup.",
        EventName = "KeyRingForeign"
    )]
    public static partial void KeyRingForeign(ILogger logger, Exception exception);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "Enforcement is ReportOnly: the gate refuses no member for want of an authenticator or a code. Profiles aren't protected by a second factor until you set Enforcement to Enforce.",
        EventName = "ReportOnly"
    )]
    public static partial void ReportOnly(ILogger logger);

    [LoggerMessage(
        1711,
        LogLevel.Warning,
        "No mail is sent: members aren't notified when two-factor authentication is enabled, and people aren't notified of lockouts and removals. Reference ProfileTwoFactor.Mail and call AddMail(...) after AddProfileTwoFactor(). If the app sends none of these mails on purpose, set ProfileTwoFactorOptions.WithoutMail.",
        EventName = "MailNotAdded"
    )]
    public static partial void MailNotAdded(ILogger logger);

    [LoggerMessage(
        1740,
        LogLevel.Warning,
        "EnrollmentProof is Required, and no code can be mailed: an Owner can't enable two-factor authentication, and one without an authenticator can't bind. Add ProfileTwoFactor.Mail with AddMail(...), or an IEnrollmentCodeSender.",
        EventName = "NoEnrollmentMail"
    )]
    public static partial void NoEnrollmentMail(ILogger logger);
}
