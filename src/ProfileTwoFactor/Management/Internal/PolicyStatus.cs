using System.Globalization;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Says which values count in a profile, and what its Owner may set.</summary>
internal sealed class PolicyStatus
{
    private readonly PolicyRules _rules;

    public PolicyStatus(PolicyRules rules, EnrollmentDemand enrollment)
    {
        _rules = rules;
        Bounds = new ProfilePolicyBounds
        {
            WindowLifetime = BoundsOf(rules.Window),
            AbsoluteLifetime = BoundsOf(rules.Absolute),
            SensitiveActionMaxAge = BoundsOf(rules.MaxAge),
            MessageLength = rules.LongestMessage,
            EnrollmentProofs =
                rules.Host.EnrollmentProof == EnrollmentProof.Required ? [EnrollmentProof.Required]
                // Without mailed codes, an Owner without an authenticator could never bind one.
                : rules.ProofIsAllowed && enrollment.Sender is not null
                    ? [EnrollmentProof.None, EnrollmentProof.Required]
                : [EnrollmentProof.None],
            Authenticators = rules.OwnersKinds,
            UpstreamProofs = rules.Added.Contains(AddedRule.UpstreamProof)
                ? Enum.GetValues<UpstreamProof>()
                : [],
            MachineCallers = rules.MachineCallers is { } most
                ? [.. Enum.GetValues<MachineCallerAccess>().Where(access => access <= most)]
                : [],
        };
    }

    public ProfilePolicyBounds Bounds { get; }

    public ProfilePolicyStatus Of(PolicyRecord? policy)
    {
        var rules = _rules.Of(policy);
        var own = OwnerValues(policy);
        return new()
        {
            WindowLifetime = rules.WindowLifetime,
            AbsoluteLifetime = rules.AbsoluteLifetime,
            SensitiveActionMaxAge = rules.SensitiveActionMaxAge,
            Message = rules.Message,
            EnrollmentProof = rules.EnrollmentProof,
            AllowedAuthenticators = rules.AllowedAuthenticators,
            MachineCallers = rules.MachineCallers,
            UpstreamProof = rules.UpstreamProof,
            OwnerValues = own,
            Bounds = Bounds,
            Version = VersionOf(own),
        };
    }

    /// <summary>What an Owner set, without the marks of the package.</summary>
    public static ProfilePolicyValues OwnerValues(PolicyRecord? policy) =>
        (policy?.Values ?? new ProfilePolicyValues()) with
        {
            ActiveAfter = null,
            VerifiedAfter = null,
            CodesAfter = null,
            PasskeysAfter = null,
            UpstreamAfter = null,
        };

    /// <summary>A hash, so that what doesn't change the values, as a reminder, doesn't make a page outdated.</summary>
    public static string VersionOf(ProfilePolicyValues own) =>
        Convert.ToHexStringLower(
            KeyHash
                .Compute([
                    Text(own.WindowLifetime?.Ticks),
                    Text(own.AbsoluteLifetime?.Ticks),
                    Text(own.SensitiveActionMaxAge?.Ticks),
                    own.Message ?? "",
                    Text((long?)own.EnrollmentProof),
                    string.Join(' ', own.AllowedAuthenticators ?? []),
                    .. Added(own),
                ])
                .AsSpan(0, 8)
        );

    // Only where there are any, so that a page that was open during an update isn't outdated by it.
    private static string[] Added(ProfilePolicyValues own) =>
        [
            .. own.MachineCallers is { } access
                ? new[] { PolicyNames.MachineCallers, Text((long)access) }
                : [],
            .. own.UpstreamProof is { } upstream
                ? new[] { PolicyNames.UpstreamProof, Text((long)upstream) }
                : [],
        ];

    private static string Text(long? number) =>
        number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static DurationBounds BoundsOf(DurationRule rule) => new(rule.Minimum, rule.Maximum);
}
