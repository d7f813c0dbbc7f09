namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>How far a mail to all members is with one of them. Deleted a day after the job is done.</summary>
/// <remarks>Neither sealed nor without virtual members, because a context with lazy-loading or change-tracking proxies accepts nothing else.</remarks>
public class TwoFactorDeliveryEntity
{
    /// <summary>A hash of job and recipient, in lower-case hex.</summary>
    public virtual required string Key { get; set; }

    /// <summary>A hash of the job's id, by which deliveries are deleted.</summary>
    public virtual required string JobKey { get; set; }

    /// <summary>The job's id.</summary>
    public virtual required string JobId { get; set; }

    /// <summary>A hash that stands for the recipient.</summary>
    public virtual required string Recipient { get; set; }

    /// <summary>Counts writes, from 1. Every write names the version it read.</summary>
    public virtual long Version { get; set; }

    /// <summary>What the recipient is told of: the epoch of the profile.</summary>
    public virtual required string About { get; set; }

    /// <summary>Sent, or given up.</summary>
    public virtual bool Settled { get; set; }

    /// <summary>Attempts that failed.</summary>
    public virtual int Attempts { get; set; }

    /// <summary>Attempts of which it is not known whether the mail was accepted.</summary>
    public virtual int Uncertain { get; set; }

    /// <summary>The next attempt, or when it was settled, in ticks of UTC.</summary>
    public virtual long NotBeforeUtcTicks { get; set; }
}
