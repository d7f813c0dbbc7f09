namespace ProfileTwoFactor;

/// <summary>What a person sees of their own account's two-factor authentication.</summary>
public sealed record AccountTwoFactorStatus
{
    /// <summary>The sign-in e-mail.</summary>
    public required string AccountName { get; init; }

    /// <summary>Whether signing in takes a code.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Since when, if on. A reset token leaves it as it is.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Since when the present authenticator is bound.</summary>
    public DateTimeOffset? BoundAt { get; init; }

    /// <summary>Unused backup codes.</summary>
    public required int BackupCodesLeft { get; init; }

    /// <summary>When this browser last proved it, if it did within the window.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }
}
