using System.Text.Json.Serialization;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The rules of a profile, with durations in seconds, as in all answers.</summary>
internal sealed class PolicyResponse
{
    public required long Window { get; init; }

    public required long? AbsoluteLifetime { get; init; }

    public required long SensitiveActionMaxAge { get; init; }

    public required string? Message { get; init; }

    public required string EnrollmentProof { get; init; }

    public required IReadOnlyList<string> AllowedAuthenticators { get; init; }

    /// <summary>Only in apps that name machine callers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MachineCallers { get; init; }

    /// <summary>Only in apps that trust an identity provider with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UpstreamProof { get; init; }

    public required IReadOnlyList<string> SetByOwner { get; init; }

    public required PolicyLimitsResponse Limits { get; init; }

    public required string Version { get; init; }

    internal static PolicyResponse From(ProfilePolicyStatus policy) =>
        new()
        {
            Window = Seconds(policy.WindowLifetime),
            AbsoluteLifetime = policy.AbsoluteLifetime is { } limit ? Seconds(limit) : null,
            SensitiveActionMaxAge = Seconds(policy.SensitiveActionMaxAge),
            Message = policy.Message,
            EnrollmentProof = PolicyNames.Of(policy.EnrollmentProof),
            AllowedAuthenticators = policy.AllowedAuthenticators,
            UpstreamProof =
                policy.Bounds.UpstreamProofs.Count == 0
                    ? null
                    : PolicyNames.Of(policy.UpstreamProof),
            MachineCallers =
                policy.Bounds.MachineCallers.Count == 0
                    ? null
                    : PolicyNames.Of(policy.MachineCallers),
            SetByOwner = [.. PolicyNames.SetIn(policy.OwnerValues)],
            Limits = PolicyLimitsResponse.From(policy.Bounds),
            Version = policy.Version,
        };

    // A window of half a second more than it says is nothing that a client would plan with.
    internal static long Seconds(TimeSpan duration) => (long)duration.TotalSeconds;
}
