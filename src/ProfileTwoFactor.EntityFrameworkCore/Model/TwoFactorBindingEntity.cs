namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>The binding of one member in one scope and epoch. The package reads and writes it. Its secrets are encrypted.</summary>
/// <remarks>The class isn't sealed and its members are virtual, because a context with lazy-loading or change-tracking proxies requires it.</remarks>
public class TwoFactorBindingEntity
{
    /// <summary>A hash of scope, epoch, and member, in lowercase hex: the same key on every database, regardless of its collation.</summary>
    public virtual required string Key { get; set; }

    /// <summary>A hash of scope and epoch, used to list and delete an epoch.</summary>
    public virtual required string EpochKey { get; set; }

    /// <summary>1 for a profile, 2 for an account.</summary>
    public virtual int ScopeKind { get; set; }

    /// <summary>The canonical profile id, or the user id.</summary>
    public virtual required string ScopeId { get; set; }

    /// <summary>The app's stamp of the profile, or empty.</summary>
    public virtual required string ScopeStamp { get; set; }

    /// <summary>The policy's epoch, or empty.</summary>
    public virtual required string Epoch { get; set; }

    /// <summary>The member.</summary>
    public virtual required string MemberId { get; set; }

    /// <summary>The membership stamp, or empty.</summary>
    public virtual required string MemberStamp { get; set; }

    /// <summary>The number of writes, starting at 1. Every write includes the version that was read.</summary>
    public virtual long Version { get; set; }

    /// <summary>The number of consecutive wrong codes.</summary>
    public virtual int Failures { get; set; }

    /// <summary>The time before which no code is checked, in UTC ticks. Null if the record isn't locked.</summary>
    public virtual long? LockedUntilUtcTicks { get; set; }

    /// <summary>The partial sign-ins that must not be used again, as a JSON array. Null if there are none.</summary>
    public virtual string? SpentSignIns { get; set; }

    /// <summary>The encrypted code and pass for a first binding. Null if none was issued.</summary>
    public virtual byte[]? Enrollment { get; set; }

    /// <summary>Where the member has verified, as a JSON object. Null if there is no window, and none was ended.</summary>
    public virtual string? Windows { get; set; }

    /// <summary>The confirmed authenticators, and what this release adds to the pending one, as JSON. Null if a release with one authenticator per member wrote the row.</summary>
    /// <remarks>It counts only together with <see cref="BindingId"/>. The columns from there to the backup codes are what such a release reads and writes.</remarks>
    public virtual string? Authenticators { get; set; }

    /// <summary>The id of the first authenticator. Null if none is bound; then all columns up to the backup codes are null.</summary>
    public virtual string? BindingId { get; set; }

    /// <summary>The encrypted secret of that authenticator, or a value that no code matches if it is a passkey.</summary>
    public virtual byte[]? ProtectedSecret { get; set; }

    /// <summary>The time step of the last accepted code.</summary>
    public virtual long? LastAcceptedStep { get; set; }

    /// <summary>The time at which the authenticator was confirmed, in UTC ticks.</summary>
    public virtual long? BoundAtUtcTicks { get; set; }

    /// <summary>The salt of the backup codes. Null if none were issued.</summary>
    public virtual byte[]? BackupCodeSalt { get; set; }

    /// <summary>The number of PBKDF2 iterations of the backup codes.</summary>
    public virtual int? BackupCodeIterations { get; set; }

    /// <summary>The hashes of the unused backup codes, as a JSON array of base64 strings.</summary>
    public virtual string? BackupCodeHashes { get; set; }

    /// <summary>The id of the pending authenticator. Null if there is none; then all columns below are null.</summary>
    public virtual string? PendingBindingId { get; set; }

    /// <summary>The encrypted secret of the pending authenticator.</summary>
    public virtual byte[]? PendingProtectedSecret { get; set; }

    /// <summary>The id of the authenticator to replace, or null.</summary>
    public virtual string? PendingReplacesBindingId { get; set; }

    /// <summary>A hash that identifies the browser that started the binding.</summary>
    public virtual byte[]? PendingCallerHash { get; set; }

    /// <summary>The id of the Owner when the binding was started.</summary>
    public virtual string? PendingOwnerMemberId { get; set; }

    /// <summary>The expiration time, in UTC ticks.</summary>
    public virtual long? PendingExpiresAtUtcTicks { get; set; }

    /// <summary>The time step of a code that was accepted for the pending authenticator.</summary>
    public virtual long? PendingLastAcceptedStep { get; set; }
}
