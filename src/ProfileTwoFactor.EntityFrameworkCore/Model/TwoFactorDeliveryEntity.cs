namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>The delivery of a mail to all members to one of them. It is deleted one day after the job is completed.</summary>
/// <remarks>The class isn't sealed and its members are virtual, because a context with lazy-loading or change-tracking proxies requires it.</remarks>
public class TwoFactorDeliveryEntity
{
    /// <summary>A hash of job and recipient, in lowercase hex.</summary>
    public virtual required string Key { get; set; }

    /// <summary>A hash of the job's id, used to delete deliveries.</summary>
    public virtual required string JobKey { get; set; }

    /// <summary>The job's id.</summary>
    public virtual required string JobId { get; set; }

    /// <summary>A hash of the recipient.</summary>
    public virtual required string Recipient { get; set; }

    /// <summary>The number of writes, starting at 1. Every write includes the version that was read.</summary>
    public virtual long Version { get; set; }

    /// <summary>The subject of the mail: the epoch of the profile.</summary>
    public virtual required string About { get; set; }

    /// <summary>Whether the mail was sent or dropped.</summary>
    public virtual bool Settled { get; set; }

    /// <summary>The number of failed attempts.</summary>
    public virtual int Attempts { get; set; }

    /// <summary>The number of attempts for which it is unknown whether the mail was accepted.</summary>
    public virtual int Uncertain { get; set; }

    /// <summary>The time of the next attempt, or of the completion, in UTC ticks.</summary>
    public virtual long NotBeforeUtcTicks { get; set; }
}
