namespace ProfileTwoFactor;

/// <summary>The status of the two-factor authentication of the caller's account.</summary>
public sealed record AccountTwoFactorStatus
{
    /// <summary>The sign-in e-mail.</summary>
    public required string AccountName { get; init; }

    /// <summary>Whether signing in requires a code.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The time at which it was enabled, or null if it is off. Replacing the authenticator doesn't change it.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>The time at which the current authenticator was bound.</summary>
    public DateTimeOffset? BoundAt { get; init; }

    /// <summary>Whether the account has a passkey that can be used. A page can use it to offer one.</summary>
    /// <value>The default is false.</value>
    public bool HasPasskey { get; init; }

    /// <summary>Whether the account has an authenticator app. A page can use it to offer its replacement.</summary>
    /// <value>The default is false.</value>
    public bool HasAuthenticatorApp { get; init; }

    /// <summary>The number of unused backup codes.</summary>
    public required int BackupCodesLeft { get; init; }

    /// <summary>Identifies the current set of backup codes, or null if there is none. It changes whenever new codes are issued, and reveals nothing about the codes.</summary>
    public string? BackupCodeSetId { get; init; }

    /// <summary>The time of the last verification in this browser, or null if there is none within the window.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }
}
