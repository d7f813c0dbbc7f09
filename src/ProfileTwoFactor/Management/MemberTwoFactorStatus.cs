namespace ProfileTwoFactor;

/// <summary>The caller's own state in a profile.</summary>
public sealed record MemberTwoFactorStatus
{
    /// <summary>Whether the caller is the Owner.</summary>
    public required bool IsOwner { get; init; }

    /// <summary>The caller's sign-in e-mail.</summary>
    public required string AccountName { get; init; }

    /// <summary>What the gate would say.</summary>
    public required MemberTwoFactorState State { get; init; }

    /// <summary>Whether an authenticator is bound.</summary>
    public required bool IsBound { get; init; }

    /// <summary>When this browser proved it, if it did.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When that lapses without another active request.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Unused backup codes; 0 until codes are issued.</summary>
    public required int BackupCodesLeft { get; init; }
}
