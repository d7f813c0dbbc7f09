using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>The rules of a profile: the values that apply, which of them the Owner set, and the limits for the Owner.</summary>
public sealed record ProfilePolicyStatus
{
    /// <summary>The lifetime of a verification without an active request.</summary>
    public required TimeSpan WindowLifetime { get; init; }

    /// <summary>The maximum lifetime of a verification, regardless of activity. Null if there is no limit.</summary>
    public required TimeSpan? AbsoluteLifetime { get; init; }

    /// <summary>The maximum age of a verification for sensitive actions.</summary>
    public required TimeSpan SensitiveActionMaxAge { get; init; }

    /// <summary>The Owner's message to the members, as plain text, or null. Encode it, and make no links of it.</summary>
    public required string? Message { get; init; }

    /// <summary>What a member proves besides the sign-in before a first binding.</summary>
    public required EnrollmentProof EnrollmentProof { get; init; }

    /// <summary>The kinds of authenticators that members may use: <c>totp</c> and <c>passkey</c>.</summary>
    public required IReadOnlyList<string> AllowedAuthenticators { get; init; }

    /// <summary>Whether callers without a person, such as API keys, are admitted. <see cref="MachineCallerAccess.Deny"/> in apps that name no machine callers.</summary>
    public MachineCallerAccess MachineCallers { get; init; }

    /// <summary>Whether the second factor of the app's identity provider counts as a verification. <see cref="UpstreamProof.Deny"/> in apps that trust no identity provider with it.</summary>
    public UpstreamProof UpstreamProof { get; init; }

    /// <summary>The values that the Owner set. Members that are null have the value of the app.</summary>
    public required ProfilePolicyValues OwnerValues { get; init; }

    /// <summary>What the Owner can set.</summary>
    public required ProfilePolicyBounds Bounds { get; init; }

    /// <summary>Changes with each change of the Owner's values. A page sends it back, so that it doesn't overwrite what another page changed.</summary>
    public required string Version { get; init; }
}
