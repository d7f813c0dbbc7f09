using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>1700: events and mails. Never an address, nor the text of a failure, which may repeat one.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1700,
        LogLevel.Error,
        "{Subscriber} could not take the event {Event}: {Failure}. What happened stands.",
        EventName = "SubscriberFailed"
    )]
    public static partial void SubscriberFailed(
        ILogger logger,
        string subscriber,
        string @event,
        string failure
    );

    [LoggerMessage(
        1701,
        LogLevel.Error,
        "The announcement to the members could not be filed: {Failure}. It is noted in the policy and will be tried again.",
        EventName = "AnnouncementNotFiled"
    )]
    public static partial void AnnouncementNotFiled(ILogger logger, string failure);

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
        "Mails wait in this process only and are lost when it ends, because no INotificationStore is chosen. Add AddNotificationStore<T>() after AddStores.",
        EventName = "MailQueueInProcess"
    )]
    public static partial void MailQueueInProcess(ILogger logger);

    [LoggerMessage(
        1707,
        LogLevel.Information,
        "A mail of kind {Kind} was not sent: no notifier is chosen. Add AddSmtpNotifier(...) after AddProfileTwoFactor().",
        EventName = "MailNotSent"
    )]
    public static partial void MailNotSent(ILogger logger, TwoFactorMailKind kind);

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
