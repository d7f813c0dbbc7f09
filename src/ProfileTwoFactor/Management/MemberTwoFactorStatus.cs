namespace ProfileTwoFactor;

/// <summary>The status of the caller in a profile.</summary>
public sealed record MemberTwoFactorStatus
{
    /// <summary>Whether the caller is the Owner.</summary>
    public required bool IsOwner { get; init; }

    /// <summary>The caller's sign-in e-mail.</summary>
    public required string AccountName { get; init; }

    /// <summary>The state that the gate uses to decide.</summary>
    public required MemberTwoFactorState State { get; init; }

    /// <summary>Whether an authenticator is bound that the rules of the profile allow.</summary>
    public required bool IsBound { get; init; }

    /// <summary>The time of the last verification in this browser, or null if there is none.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The time at which the verification expires without another active request.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>
    /// Whether the last verification in this browser is recent enough for sensitive actions
    /// (<see cref="ProfileTwoFactorOptions.SensitiveActionMaxAge"/>). A page can use it to ask for a code first.
    /// </summary>
    /// <remarks>The value can become outdated at any moment. Each sensitive action checks the verification itself.</remarks>
    /// <value>The default is false.</value>
    public bool IsFresh { get; init; }

    /// <summary>Until when this browser can bind a new passkey, because a backup code was used where only passkeys are accepted. Null if none was.</summary>
    public DateTimeOffset? RecoveringUntil { get; init; }

    /// <summary>Whether the member has a passkey that the rules of the profile allow. A page can use it to offer one.</summary>
    /// <value>The default is false.</value>
    public bool HasPasskey { get; init; }

    /// <summary>Whether the member has an authenticator app that the rules of the profile allow. A page can use it to offer its replacement.</summary>
    /// <remarks>Before a verification in this browser, don't show it: the caller can be a stranger with the member's password.</remarks>
    /// <value>The default is false.</value>
    public bool HasAuthenticatorApp { get; init; }

    /// <summary>Until when the gate admits this session by the second factor of the app's identity provider, without a code. Null if it doesn't count, and if this browser is verified.</summary>
    /// <remarks><see cref="State"/> doesn't depend on it: the calls of the package need the member's own code.</remarks>
    public DateTimeOffset? UpstreamUntil { get; init; }

    /// <summary>The number of unused backup codes. It is 0 until codes are issued.</summary>
    public required int BackupCodesLeft { get; init; }
}
