namespace ProfileTwoFactor.Mail.Stores;

/// <summary>The queue of a job. Each queue has separate workers, so that a mail to one person never waits behind a mail to many.</summary>
public enum NotificationLane
{
    /// <summary>A mail to one person.</summary>
    Personal = 0,

    /// <summary>A mail to all members of a profile.</summary>
    Announcement = 1,
}
