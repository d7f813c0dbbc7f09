namespace ProfileTwoFactor.Mail.Stores;

/// <summary>The list a job waits in. Each list has workers of its own, so that what a person must know soon never waits behind a mail to many.</summary>
public enum NotificationLane
{
    /// <summary>A mail to one person.</summary>
    Personal = 0,

    /// <summary>A mail to all members of a profile.</summary>
    Announcement = 1,
}
