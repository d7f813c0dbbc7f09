using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Mail.Diagnostics;

/// <summary>From 1702: mails. Never an address, nor the text of a failure, which may repeat one.</summary>
internal static partial class MailLog
{
    [LoggerMessage(
        1702,
        LogLevel.Warning,
        "A mail of kind {Kind} wasn't sent ({Attempts} failed attempts): {Failure}. It will be retried.",
        EventName = "MailFailed"
    )]
    public static partial void MailFailed(
        ILogger logger,
        TwoFactorMailKind kind,
        int attempts,
        string failure
    );

    [LoggerMessage(
        1703,
        LogLevel.Error,
        "A mail of kind {Kind} was dropped after {Attempts} failed attempts: {Failure}.",
        EventName = "MailDropped"
    )]
    public static partial void MailDropped(
        ILogger logger,
        TwoFactorMailKind kind,
        int attempts,
        string failure
    );

    [LoggerMessage(
        1704,
        LogLevel.Error,
        "The mail queue can't be processed: {Failure}. It will be retried.",
        EventName = "MailQueueFailed"
    )]
    public static partial void MailQueueFailed(ILogger logger, string failure);

    [LoggerMessage(
        1705,
        LogLevel.Error,
        "A queued mail can't be read by this version of the package and is left for a later version.",
        EventName = "MailUnreadable"
    )]
    public static partial void MailUnreadable(ILogger logger);

    [LoggerMessage(
        1706,
        LogLevel.Warning,
        "Queued mails are stored only in the memory of this process and are lost when it ends, because no INotificationStore is configured. Call UseStore<T>() in AddMail(...), or use the stores of ProfileTwoFactor.EntityFrameworkCore.",
        EventName = "MailQueueInProcess"
    )]
    public static partial void MailQueueInProcess(ILogger logger);

    [LoggerMessage(
        1707,
        LogLevel.Information,
        "A mail of kind {Kind} wasn't sent because no notifier is configured. Call UseSmtp(...) or UseNotifier<T>() in AddMail(...).",
        EventName = "MailNotSent"
    )]
    public static partial void MailNotSent(ILogger logger, TwoFactorMailKind kind);

    [LoggerMessage(
        1712,
        LogLevel.Warning,
        "No mail is sent: mails are only logged because no notifier is configured. Call UseSmtp(...) or UseNotifier<T>() in AddMail(...).",
        EventName = "NoNotifier"
    )]
    public static partial void NoNotifier(ILogger logger);

    [LoggerMessage(
        1716,
        LogLevel.Warning,
        "Mails contain no links because the public address of the site is unknown. Set TwoFactorMailOptions.PublicOrigin in AddMail(...), or set AllowedHosts to the site's host names.",
        EventName = "NoPublicOrigin"
    )]
    public static partial void NoOrigin(ILogger logger);

    [LoggerMessage(
        1713,
        LogLevel.Error,
        "The sending of a mail of kind {Kind} was started {Starts} times, but its result could never be stored. Copies may have been sent. No more copies are sent. Check the mail store.",
        EventName = "MailStuck"
    )]
    public static partial void MailStuck(ILogger logger, TwoFactorMailKind kind, int starts);

    [LoggerMessage(
        1714,
        LogLevel.Error,
        "A completed mail can't be deleted from the queue: {Failure}. It's marked as completed instead and isn't sent again.",
        EventName = "MailNotDeleted"
    )]
    public static partial void MailNotDeleted(ILogger logger, string failure);

    [LoggerMessage(
        1715,
        LogLevel.Warning,
        "A mail of kind {Kind} may or may not have been accepted by the mail system: {Failure}.",
        EventName = "MailUncertain"
    )]
    public static partial void MailUncertain(
        ILogger logger,
        TwoFactorMailKind kind,
        string failure
    );

    [LoggerMessage(
        1708,
        LogLevel.Warning,
        "{Count} members were skipped in an announcement because the directory returned no valid id for them.",
        EventName = "MembersWithoutId"
    )]
    public static partial void MembersWithoutId(ILogger logger, int count);

    [LoggerMessage(
        1709,
        LogLevel.Error,
        "A mail of kind {Kind} was sent, but this couldn't be stored: {Failure}. The mail may be sent a second time.",
        EventName = "MailNotNoted"
    )]
    public static partial void MailNotNoted(ILogger logger, TwoFactorMailKind kind, string failure);

    [LoggerMessage(
        1717,
        LogLevel.Warning,
        "This process has no culture data for the languages {Languages}, so all mails are written in English. Install ICU (on Alpine: apk add icu-libs icu-data-full), and don't set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT or InvariantGlobalization to true.",
        EventName = "MailCulturesMissing"
    )]
    public static partial void CulturesMissing(ILogger logger, string languages);
}
