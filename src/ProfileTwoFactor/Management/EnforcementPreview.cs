namespace ProfileTwoFactor;

/// <summary>Who has bound an authenticator, and who would be refused if two-factor authentication were enforced now.</summary>
public sealed record EnforcementPreview
{
    /// <summary>The number of members that the app's directory lists.</summary>
    public required int Members { get; init; }

    /// <summary>The number of members with an authenticator.</summary>
    public required int Bound { get; init; }

    /// <summary>The number of members without an authenticator.</summary>
    public required int NotBound { get; init; }

    /// <summary>Members without an authenticator, at most 100.</summary>
    public required IReadOnlyList<UnboundMember> WouldBeRefused { get; init; }

    /// <summary>The requests that would have been refused, with <see cref="EnforcementMode.ReportOnly"/>.</summary>
    public required WouldRefuse Recent { get; init; }

    /// <summary>The keys that can be used in the profile, at most 100, and which of them would be refused under the rules as they are now. Null in apps that name no machine callers.</summary>
    public IReadOnlyList<PreviewedMachineCaller>? MachineCallers { get; init; }

    /// <summary>Whether the profile has more keys than <see cref="MachineCallers"/>. The preview doesn't say how many of the others would be refused.</summary>
    public bool HasMoreMachineCallers { get; init; }
}
