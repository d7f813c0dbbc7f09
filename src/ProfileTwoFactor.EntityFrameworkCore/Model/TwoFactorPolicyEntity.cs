namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>A stored policy. The package reads and writes it. A manual change enables or disables two-factor authentication for a whole profile.</summary>
/// <remarks>The class isn't sealed and its members are virtual, because a context with lazy-loading or change-tracking proxies requires it.</remarks>
public class TwoFactorPolicyEntity
{
    /// <summary>A hash of the scope, in lowercase hex: the same key on every database, regardless of its collation.</summary>
    public virtual required string Key { get; set; }

    /// <summary>1 for a profile, 2 for an account.</summary>
    public virtual int ScopeKind { get; set; }

    /// <summary>The canonical profile id, or the user id.</summary>
    public virtual required string ScopeId { get; set; }

    /// <summary>The app's stamp of the profile, or empty.</summary>
    public virtual required string ScopeStamp { get; set; }

    /// <summary>The number of writes, starting at 1. Every write includes the version that was read.</summary>
    public virtual long Version { get; set; }

    /// <summary>Whether every member must verify an authenticator.</summary>
    public virtual bool Enabled { get; set; }

    /// <summary>The current epoch.</summary>
    public virtual required string Epoch { get; set; }

    /// <summary>The epoch at the time when two-factor authentication was last disabled. Null while it is enabled, and if it was never enabled.</summary>
    public virtual string? LastEnabledEpoch { get; set; }

    /// <summary>The time at which the policy was last enabled or disabled, in UTC ticks.</summary>
    public virtual long ChangedAtUtcTicks { get; set; }

    /// <summary>The id of the member who enabled or disabled it.</summary>
    public virtual required string ChangedBy { get; set; }

    /// <summary>The epochs whose bindings must still be deleted, as a JSON array of strings.</summary>
    public virtual required string RetiredEpochs { get; set; }
}
