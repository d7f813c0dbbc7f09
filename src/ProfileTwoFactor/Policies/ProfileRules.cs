namespace ProfileTwoFactor.Policies;

/// <summary>The values that count in a scope: the Owner's where there are any, held to the app's limits, and the app's own.</summary>
internal sealed record ProfileRules
{
    public required TimeSpan WindowLifetime { get; init; }

    /// <summary>Null: no absolute limit.</summary>
    public required TimeSpan? AbsoluteLifetime { get; init; }

    /// <summary>For the package's own sensitive actions.</summary>
    public required TimeSpan SensitiveActionMaxAge { get; init; }

    /// <summary>The Owner's own value, for endpoints of the app that name an age; null where the Owner set none.</summary>
    public TimeSpan? OwnerMaxAge { get; init; }

    public required string? Message { get; init; }

    public required EnrollmentProof EnrollmentProof { get; init; }

    public required IReadOnlyList<string> AllowedAuthenticators { get; init; }

    /// <summary>Whether callers without a person are admitted.</summary>
    public MachineCallerAccess MachineCallers { get; init; }

    /// <summary>Whether the second factor of the app's identity provider counts.</summary>
    public UpstreamProof UpstreamProof { get; init; }

    /// <summary>What an identity provider proved at this moment or before has ended, in ticks; 0 for none.</summary>
    public long UpstreamAfter { get; init; }

    /// <summary>Windows that were active last at this moment or before have ended, in ticks; 0 for none.</summary>
    public long ActiveAfter { get; init; }

    /// <summary>The same of windows that were opened then.</summary>
    public long VerifiedAfter { get; init; }

    /// <summary>Windows that a code opened then have ended: codes weren't allowed in between.</summary>
    public long CodesAfter { get; init; }

    /// <summary>The same of passkeys.</summary>
    public long PasskeysAfter { get; init; }
}
