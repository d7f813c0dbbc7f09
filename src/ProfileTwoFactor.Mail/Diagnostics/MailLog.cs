using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Mail.Diagnostics;

/// <summary>From 1702: mails. Never an address, nor the text of a failure, which may repeat one.</summary>
internal static partial class MailLog
{
    [LoggerMessage(
        1702,
        LogLevel.Warning,
        "A mail of kind {Kind} was not sent ({Attempts} failed attempts): {Failure}. It will be tried again.",
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
        "A mail of kind {Kind} was given up after {Attempts} failed attempts: {Failure}.",
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
        "The queue of mails can't be worked on: {Failure}. It will be tried again.",
        EventName = "MailQueueFailed"
    )]
    public static partial void MailQueueFailed(ILogger logger, string failure);

    [LoggerMessage(
        1705,
        LogLevel.Error,
        "A queued mail makes no sense to this version and is left for a later one.",
        EventName = "MailUnreadable"
    )]
    public static partial void MailUnreadable(ILogger logger);

    [LoggerMessage(
        1706,
        LogLevel.Warning,
        "Mails wait in this process only and are lost when it ends, because no INotificationStore is chosen. Call UseStore<T>() in AddMail(...), or choose the stores of ProfileTwoFactor.EntityFrameworkCore.",
        EventName = "MailQueueInProcess"
    )]
    public static partial void MailQueueInProcess(ILogger logger);

    [LoggerMessage(
        1707,
        LogLevel.Information,
        "A mail of kind {Kind} was not sent: no way to send mails is chosen. Call UseSmtp(...) or UseNotifier<T>() in AddMail(...).",
        EventName = "MailNotSent"
    )]
    public static partial void MailNotSent(ILogger logger, TwoFactorMailKind kind);

    [LoggerMessage(
        1712,
        LogLevel.Warning,
        "Nobody is mailed: mails are only logged, because no way to send them is chosen. Call UseSmtp(...) or UseNotifier<T>() in AddMail(...).",
        EventName = "NoNotifier"
    )]
    public static partial void NoNotifier(ILogger logger);

    [LoggerMessage(
        1713,
        LogLevel.Error,
        "Work on a mail of kind {Kind} began {Starts} times and could never be written down. Copies may have been sent; no more are. Check the store of mails.",
        EventName = "MailStuck"
    )]
    public static partial void MailStuck(ILogger logger, TwoFactorMailKind kind, int starts);

    [LoggerMessage(
        1714,
        LogLevel.Error,
        "A mail that is done can't be deleted from the queue: {Failure}. It is marked instead and not sent again.",
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
        "{Count} members were left out of an announcement, because the directory gave them no usable id or address.",
        EventName = "MembersWithoutAddress"
    )]
    public static partial void MembersWithoutAddress(ILogger logger, int count);

    [LoggerMessage(
        1709,
        LogLevel.Error,
        "A mail of kind {Kind} was sent, but that could not be noted: {Failure}. It may be sent once more.",
        EventName = "MailNotNoted"
    )]
    public static partial void MailNotNoted(ILogger logger, TwoFactorMailKind kind, string failure);
}
