namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>What is stored about one member in one scope and epoch. The package reads and writes it; secrets in it are encrypted.</summary>
/// <remarks>Neither sealed nor without virtual members, because a context with lazy-loading or change-tracking proxies accepts nothing else.</remarks>
public class TwoFactorBindingEntity
{
    /// <summary>A hash of scope, epoch and member, in lower-case hex: the same key on every database, whatever its collation takes for equal.</summary>
    public virtual required string Key { get; set; }

    /// <summary>A hash of scope and epoch, by which an epoch is listed and deleted.</summary>
    public virtual required string EpochKey { get; set; }

    /// <summary>1 for a profile, 2 for an account.</summary>
    public virtual int ScopeKind { get; set; }

    /// <summary>The canonical profile id, or the user id.</summary>
    public virtual required string ScopeId { get; set; }

    /// <summary>The host's stamp of this incarnation of the profile, or empty.</summary>
    public virtual required string ScopeStamp { get; set; }

    /// <summary>The policy's epoch, or empty.</summary>
    public virtual required string Epoch { get; set; }

    /// <summary>The member.</summary>
    public virtual required string MemberId { get; set; }

    /// <summary>The membership stamp, or empty.</summary>
    public virtual required string MemberStamp { get; set; }

    /// <summary>Counts writes, from 1. Every write names the version it read.</summary>
    public virtual long Version { get; set; }

    /// <summary>Consecutive wrong codes.</summary>
    public virtual int Failures { get; set; }

    /// <summary>No code is looked at before this moment, in ticks of UTC; null when not locked.</summary>
    public virtual long? LockedUntilUtcTicks { get; set; }

    /// <summary>Half-way sign-ins that must not be used again, as a JSON array; null when there are none.</summary>
    public virtual string? SpentSignIns { get; set; }

    /// <summary>The id of the authenticator in force; null when none is bound, and then all columns up to the backup codes are null.</summary>
    public virtual string? BindingId { get; set; }

    /// <summary>The encrypted secret.</summary>
    public virtual byte[]? ProtectedSecret { get; set; }

    /// <summary>The time step of the last code that was accepted.</summary>
    public virtual long? LastAcceptedStep { get; set; }

    /// <summary>When the authenticator was proven, in ticks of UTC.</summary>
    public virtual long? BoundAtUtcTicks { get; set; }

    /// <summary>The salt of the backup codes; null when none were issued.</summary>
    public virtual byte[]? BackupCodeSalt { get; set; }

    /// <summary>PBKDF2 iterations of the backup codes.</summary>
    public virtual int? BackupCodeIterations { get; set; }

    /// <summary>The hashes of the backup codes that are left, as a JSON array of base64.</summary>
    public virtual string? BackupCodeHashes { get; set; }

    /// <summary>The id of an authenticator that waits for its first code; null when none does, and then all columns below are null.</summary>
    public virtual string? PendingBindingId { get; set; }

    /// <summary>The encrypted secret of the waiting authenticator.</summary>
    public virtual byte[]? PendingProtectedSecret { get; set; }

    /// <summary>The binding it would replace, or null.</summary>
    public virtual string? PendingReplacesBindingId { get; set; }

    /// <summary>A hash of what identifies the browser that began it.</summary>
    public virtual byte[]? PendingCallerHash { get; set; }

    /// <summary>The Owner when it was begun.</summary>
    public virtual string? PendingOwnerMemberId { get; set; }

    /// <summary>When it dies by itself, in ticks of UTC.</summary>
    public virtual long? PendingExpiresAtUtcTicks { get; set; }

    /// <summary>The time step of a code that was accepted for it.</summary>
    public virtual long? PendingLastAcceptedStep { get; set; }
}
