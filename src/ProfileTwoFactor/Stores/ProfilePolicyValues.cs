namespace ProfileTwoFactor.Stores;

/// <summary>The values that the Owner of a profile set in place of the app's options. Members that are null have the value of the options.</summary>
/// <remarks>The package checks the values against the limits of the options when it uses them. Two instances with the same content are equal.</remarks>
public sealed record ProfilePolicyValues
{
    /// <summary>The lifetime of a verification without an active request.</summary>
    public TimeSpan? WindowLifetime { get; init; }

    /// <summary>The maximum lifetime of a verification, regardless of activity.</summary>
    public TimeSpan? AbsoluteLifetime { get; init; }

    /// <summary>The maximum age of a verification for sensitive actions.</summary>
    public TimeSpan? SensitiveActionMaxAge { get; init; }

    /// <summary>A message of the Owner to the members, as plain text.</summary>
    public string? Message { get; init; }

    /// <summary>What a member proves besides the sign-in before a first binding.</summary>
    public EnrollmentProof? EnrollmentProof { get; init; }

    /// <summary>The kinds of authenticators that members may use: <c>totp</c> and <c>passkey</c>. Null for all kinds that the app has.</summary>
    public IReadOnlyList<string>? AllowedAuthenticators { get; init; }

    /// <summary>Whether callers without a person, such as API keys, are admitted. Null for <see cref="MachineCallerAccess.Deny"/>.</summary>
    /// <remarks>A value that isn't one of the enumeration admits none.</remarks>
    public MachineCallerAccess? MachineCallers { get; init; }

    /// <summary>Whether the second factor of the app's identity provider counts as a verification. Null for <see cref="ProfileTwoFactor.UpstreamProof.Deny"/>.</summary>
    public UpstreamProof? UpstreamProof { get; init; }

    /// <summary>Sign-ins at an identity provider at this time or before it don't count, because members had to verify again then, or because they didn't count until then.</summary>
    public DateTimeOffset? UpstreamAfter { get; init; }

    /// <summary>Verifications whose last active request was at this time or before it have ended, whatever the lifetimes are now.</summary>
    /// <remarks>Set when the lifetimes change, so that a longer lifetime doesn't bring an expired verification back. If a store loses it, it does.</remarks>
    public DateTimeOffset? ActiveAfter { get; init; }

    /// <summary>Verifications that began at this time or before it have ended, for the same reason.</summary>
    public DateTimeOffset? VerifiedAfter { get; init; }

    /// <summary>Verifications by a code or a backup code that began before this time have ended, because codes weren't allowed then.</summary>
    public DateTimeOffset? CodesAfter { get; init; }

    /// <summary>The same for passkeys.</summary>
    public DateTimeOffset? PasskeysAfter { get; init; }

    /// <inheritdoc/>
    public bool Equals(ProfilePolicyValues? other) =>
        other is not null
        && WindowLifetime == other.WindowLifetime
        && AbsoluteLifetime == other.AbsoluteLifetime
        && SensitiveActionMaxAge == other.SensitiveActionMaxAge
        && string.Equals(Message, other.Message, StringComparison.Ordinal)
        && EnrollmentProof == other.EnrollmentProof
        && (
            AllowedAuthenticators is null || other.AllowedAuthenticators is null
                ? AllowedAuthenticators is null && other.AllowedAuthenticators is null
                : AllowedAuthenticators.SequenceEqual(
                    other.AllowedAuthenticators,
                    StringComparer.Ordinal
                )
        )
        && MachineCallers == other.MachineCallers
        && UpstreamProof == other.UpstreamProof
        && UpstreamAfter == other.UpstreamAfter
        && ActiveAfter == other.ActiveAfter
        && VerifiedAfter == other.VerifiedAfter
        && CodesAfter == other.CodesAfter
        && PasskeysAfter == other.PasskeysAfter;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(
            WindowLifetime,
            AbsoluteLifetime,
            SensitiveActionMaxAge,
            Message,
            EnrollmentProof,
            AllowedAuthenticators?.Count,
            HashCode.Combine(MachineCallers, UpstreamProof, UpstreamAfter, ActiveAfter),
            VerifiedAfter
        );
}
