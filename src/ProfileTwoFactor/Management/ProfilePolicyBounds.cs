namespace ProfileTwoFactor;

/// <summary>What the Owner of a profile can set, by the limits of the app.</summary>
public sealed record ProfilePolicyBounds
{
    /// <summary>The shortest and the longest window lifetime.</summary>
    public required DurationBounds WindowLifetime { get; init; }

    /// <summary>The shortest and the longest absolute lifetime.</summary>
    public required DurationBounds AbsoluteLifetime { get; init; }

    /// <summary>The shortest and the longest age for sensitive actions.</summary>
    public required DurationBounds SensitiveActionMaxAge { get; init; }

    /// <summary>The maximum number of characters in the message. With 0, no message can be set.</summary>
    public required int MessageLength { get; init; }

    /// <summary>The proofs before a first binding from which the Owner can choose.</summary>
    public required IReadOnlyList<EnrollmentProof> EnrollmentProofs { get; init; }

    /// <summary>The kinds of authenticators from which the Owner can choose.</summary>
    public required IReadOnlyList<string> Authenticators { get; init; }

    /// <summary>The values for machine callers from which the Owner can choose. Empty in apps that name no machine callers: their profiles don't have the rule.</summary>
    public IReadOnlyList<MachineCallerAccess> MachineCallers { get; init; } = [];

    /// <summary>The values for the proof of an identity provider from which the Owner can choose. Empty in apps that trust no identity provider with it: their profiles don't have the rule.</summary>
    public IReadOnlyList<UpstreamProof> UpstreamProofs { get; init; } = [];
}
