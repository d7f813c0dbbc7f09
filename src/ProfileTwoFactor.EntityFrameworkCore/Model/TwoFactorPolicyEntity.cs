namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>A stored policy. The package reads and writes it; changing it by hand switches two-factor authentication for a whole profile.</summary>
/// <remarks>Neither sealed nor without virtual members, because a context with lazy-loading or change-tracking proxies accepts nothing else.</remarks>
public class TwoFactorPolicyEntity
{
    /// <summary>A hash of the scope, in lower-case hex: the same key on every database, whatever its collation takes for equal.</summary>
    public virtual required string Key { get; set; }

    /// <summary>1 for a profile, 2 for an account.</summary>
    public virtual int ScopeKind { get; set; }

    /// <summary>The canonical profile id, or the user id.</summary>
    public virtual required string ScopeId { get; set; }

    /// <summary>The host's stamp of this incarnation of the profile, or empty.</summary>
    public virtual required string ScopeStamp { get; set; }

    /// <summary>Counts writes, from 1. Every write names the version it read.</summary>
    public virtual long Version { get; set; }

    /// <summary>Whether every member must prove an authenticator.</summary>
    public virtual bool Enabled { get; set; }

    /// <summary>The epoch in force.</summary>
    public virtual required string Epoch { get; set; }

    /// <summary>The epoch that was in force when it was last switched off; null while it is on, and when it never was.</summary>
    public virtual string? LastEnabledEpoch { get; set; }

    /// <summary>When the policy was last switched, in ticks of UTC.</summary>
    public virtual long ChangedAtUtcTicks { get; set; }

    /// <summary>The member who switched it.</summary>
    public virtual required string ChangedBy { get; set; }

    /// <summary>Epochs whose bindings still have to be deleted, as a JSON array of strings.</summary>
    public virtual required string RetiredEpochs { get; set; }
}
