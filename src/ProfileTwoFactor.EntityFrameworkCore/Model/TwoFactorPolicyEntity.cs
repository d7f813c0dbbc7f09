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

    /// <summary>The time from which members must verify, in UTC ticks. Null if they must verify since two-factor authentication was enabled.</summary>
    public virtual long? EnforcedFromUtcTicks { get; set; }

    /// <summary>The epoch in which members aren't refused before <see cref="EnforcedFromUtcTicks"/>. In every other epoch, and if it is null, they must verify.</summary>
    public virtual string? ScheduledEpoch { get; set; }

    /// <summary>The time at which the Owner last had a reminder sent, in UTC ticks. Null for never.</summary>
    public virtual long? RemindedAtUtcTicks { get; set; }

    /// <summary>The values that the Owner set in place of the app's options, as JSON. Null if there are none.</summary>
    public virtual string? OwnerValues { get; set; }

    /// <summary>A random id that changes when the Owner asks all members to verify again. Null if the Owner never did in this epoch.</summary>
    public virtual string? WindowGeneration { get; set; }

    /// <summary>A random id of the last change that kept the epoch, or null.</summary>
    public virtual string? ChangeId { get; set; }

    /// <summary>The epochs whose bindings must still be deleted, as a JSON array of strings.</summary>
    public virtual required string RetiredEpochs { get; set; }
}
