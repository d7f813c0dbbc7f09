namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>A queued mail, or a queued mail to all members. The package reads and writes it. It contains e-mail addresses and no secrets.</summary>
/// <remarks>The class isn't sealed and its members are virtual, because a context with lazy-loading or change-tracking proxies requires it.</remarks>
public class TwoFactorNotificationEntity
{
    /// <summary>A hash of the id, in lowercase hex: the same key on every database, regardless of its collation.</summary>
    public virtual required string Key { get; set; }

    /// <summary>The job's id.</summary>
    public virtual required string JobId { get; set; }

    /// <summary>The number of writes, starting at 1. Every write includes the version that was read.</summary>
    public virtual long Version { get; set; }

    /// <summary>The queue of the job: 0 for a mail to one person, 1 for a mail to all members.</summary>
    public virtual int Lane { get; set; }

    /// <summary>The profile or account of the job. Uppercase letters and blanks are escaped, so that no collation considers two groups equal.</summary>
    public virtual required string GroupKey { get; set; }

    /// <summary>The time before which the job isn't processed, in UTC ticks.</summary>
    public virtual long NotBeforeUtcTicks { get; set; }

    /// <summary>The mail to send, as JSON.</summary>
    public virtual required string Payload { get; set; }
}
