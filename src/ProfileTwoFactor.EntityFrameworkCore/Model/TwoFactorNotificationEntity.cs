namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>A mail, or a mail to all members, that is to be sent. The package reads and writes it; it holds e-mail addresses and no secrets.</summary>
/// <remarks>Neither sealed nor without virtual members, because a context with lazy-loading or change-tracking proxies accepts nothing else.</remarks>
public class TwoFactorNotificationEntity
{
    /// <summary>A hash of the id, in lower-case hex: the same key on every database, whatever its collation takes for equal.</summary>
    public virtual required string Key { get; set; }

    /// <summary>The job's id.</summary>
    public virtual required string JobId { get; set; }

    /// <summary>Counts writes, from 1. Every write names the version it read.</summary>
    public virtual long Version { get; set; }

    /// <summary>The list it waits in: 0 for a mail to one person, 1 for a mail to all members.</summary>
    public virtual int Lane { get; set; }

    /// <summary>Stands for the profile or account it belongs to. Capitals and blanks are escaped, so that no collation takes two groups for one.</summary>
    public virtual required string GroupKey { get; set; }

    /// <summary>Nobody works on it before this moment, in ticks of UTC.</summary>
    public virtual long NotBeforeUtcTicks { get; set; }

    /// <summary>What to send, as JSON.</summary>
    public virtual required string Payload { get; set; }
}
