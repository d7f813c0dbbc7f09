using System.Text.Json.Serialization;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class PolicyLimitsResponse
{
    public required DurationLimitsResponse Window { get; init; }

    public required DurationLimitsResponse AbsoluteLifetime { get; init; }

    public required DurationLimitsResponse SensitiveActionMaxAge { get; init; }

    public required int MessageLength { get; init; }

    public required IReadOnlyList<string> EnrollmentProof { get; init; }

    public required IReadOnlyList<string> AllowedAuthenticators { get; init; }

    /// <summary>Only in apps that name machine callers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MachineCallers { get; init; }

    /// <summary>Only in apps that trust an identity provider with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UpstreamProof { get; init; }

    internal static PolicyLimitsResponse From(ProfilePolicyBounds bounds) =>
        new()
        {
            Window = DurationLimitsResponse.From(bounds.WindowLifetime),
            AbsoluteLifetime = DurationLimitsResponse.From(bounds.AbsoluteLifetime),
            SensitiveActionMaxAge = DurationLimitsResponse.From(bounds.SensitiveActionMaxAge),
            MessageLength = bounds.MessageLength,
            EnrollmentProof = [.. bounds.EnrollmentProofs.Select(PolicyNames.Of)],
            AllowedAuthenticators = bounds.Authenticators,
            UpstreamProof =
                bounds.UpstreamProofs.Count == 0
                    ? null
                    : [.. bounds.UpstreamProofs.Select(PolicyNames.Of)],
            MachineCallers =
                bounds.MachineCallers.Count == 0
                    ? null
                    : [.. bounds.MachineCallers.Select(PolicyNames.Of)],
        };
}
