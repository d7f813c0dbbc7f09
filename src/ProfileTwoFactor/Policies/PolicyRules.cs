using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Policies;

/// <summary>Which values count in a scope, and between which limits an Owner may set others.</summary>
internal sealed class PolicyRules
{
    private static readonly object Told = new();

    private readonly EnrollmentProof _proof;
    private readonly TwoGenerationCache<TwoFactorScope, object> _withoutKinds;
    private readonly ILogger _logger;

    public PolicyRules(
        IOptions<ProfileTwoFactorOptions> options,
        SupportedAuthenticators kinds,
        ILogger<PolicyRules> logger,
        IEnumerable<AddedRule>? added = null
    )
    {
        _logger = logger;
        _withoutKinds = new(options.Value.DecisionCapacity);
        var (own, limits) = (options.Value, options.Value.PolicyLimits);
        _proof = own.EnrollmentProof;
        Window = DurationRule.Create(
            own.WindowLifetime,
            limits.MinWindowLifetime,
            limits.MaxWindowLifetime
        );
        Absolute = DurationRule.Create(
            own.WindowAbsoluteLifetime,
            limits.MinAbsoluteLifetime,
            limits.MaxAbsoluteLifetime
        );
        MaxAge = DurationRule.Create(
            own.SensitiveActionMaxAge,
            limits.MinSensitiveActionMaxAge,
            limits.MaxSensitiveActionMaxAge
        );
        LongestMessage = limits.MaxMessageLength;
        ProofIsAllowed = limits.AllowEnrollmentProof;
        Kinds = kinds.Names;
        OwnersKinds = limits.Authenticators is { } some
            ? [.. kinds.Names.Where(some.Contains)]
            : kinds.Names;
        Added =
        [
            .. (added ?? []).Select(rule => rule.Name).Distinct(),
            .. own.UpstreamIssuers.Count > 0 ? new[] { AddedRule.UpstreamProof } : [],
        ];
        MachineCallers = Added.Contains(AddedRule.MachineCallers) ? limits.MaxMachineCallers : null;
        Host = Create(null, Kinds);
    }

    public DurationRule Window { get; }

    public DurationRule Absolute { get; }

    public DurationRule MaxAge { get; }

    public int LongestMessage { get; }

    /// <summary>Whether the app lets Owners require a proof before a first binding.</summary>
    public bool ProofIsAllowed { get; }

    /// <summary>The names of rules that profiles have only in apps that added their feature.</summary>
    public IReadOnlyList<string> Added { get; }

    /// <summary>How much an Owner may admit machine callers; null in apps that name none.</summary>
    public MachineCallerAccess? MachineCallers { get; }

    /// <summary>All kinds of authenticators that the app has.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Those of which an Owner may choose.</summary>
    public IReadOnlyList<string> OwnersKinds { get; }

    /// <summary>Where no Owner set anything, and for accounts.</summary>
    public ProfileRules Host { get; }

    /// <remarks>One object for all scopes without values of their own, so that the usual request costs nothing.</remarks>
    public ProfileRules Of(PolicyRecord? policy) =>
        policy?.Values is { } values ? Create(values, KindsOf(policy, values)) : Host;

    /// <summary>How long browsers and caches keep a window, at most: the longest absolute limit, or as long as browsers keep any cookie.</summary>
    /// <remarks>Never nothing: caches have rules of their own for what names no expiry. Some let it slide away in minutes, some refuse it.</remarks>
    public TimeSpan WindowIsKept(TimeSpan withoutLimit) =>
        Absolute.Host is not { } host ? withoutLimit
        : host > Absolute.Maximum ? host
        : Absolute.Maximum;

    /// <summary>The same of a window's activity.</summary>
    public TimeSpan ActivityIsKept =>
        Host.WindowLifetime > Window.Maximum ? Host.WindowLifetime : Window.Maximum;

    /// <summary>The kinds that count. Where the app has none of those that the Owner chose, all that it has: no member could verify otherwise, and the Owner couldn't change the rule.</summary>
    /// <remarks>It lets no one in by a sign-in alone: a member whose authenticators are all of other kinds needs a proof to bind another one.</remarks>
    private IReadOnlyList<string> KindsOf(PolicyRecord policy, ProfilePolicyValues values)
    {
        if (values.AllowedAuthenticators is not { } chosen)
        {
            return Kinds;
        }

        List<string> left = [.. Kinds.Where(kind => chosen.Contains(kind, StringComparer.Ordinal))];
        if (left.Count > 0)
        {
            // Held to the app's limits, as durations are. Where the choice is outside of them, the limits are what is nearest.
            List<string> within = [.. left.Where(OwnersKinds.Contains)];
            return within.Count > 0 ? within : OwnersKinds;
        }

        if (!_withoutKinds.TryGet(policy.Scope, out _))
        {
            _withoutKinds.Set(policy.Scope, Told);
            PolicyLog.KindsAreGone(
                _logger,
                LogText.OneLine(policy.Scope.Id),
                LogText.OneLine(string.Join(", ", chosen))
            );
        }

        return Kinds;
    }

    /// <summary>Held to the app's limit. What isn't a value admits no one.</summary>
    private MachineCallerAccess AccessOf(MachineCallerAccess? owner) =>
        owner is not { } value || MachineCallers is not { } most || !Enum.IsDefined(value)
            ? MachineCallerAccess.Deny
        : value > most ? most
        : value;

    private ProfileRules Create(ProfilePolicyValues? values, IReadOnlyList<string> kinds) =>
        new()
        {
            WindowLifetime = Window.Of(values?.WindowLifetime)!.Value,
            AbsoluteLifetime = Absolute.Of(values?.AbsoluteLifetime),
            SensitiveActionMaxAge = MaxAge.Of(values?.SensitiveActionMaxAge)!.Value,
            OwnerMaxAge = values?.SensitiveActionMaxAge is { } age ? MaxAge.Of(age) : null,
            Message =
                values?.Message is { } message && message.Length <= LongestMessage ? message : null,
            // Never less than the app requires. What an Owner required stays required when the app lets no more Owners require it.
            EnrollmentProof =
                _proof == EnrollmentProof.Required
                || values?.EnrollmentProof == EnrollmentProof.Required
                    ? EnrollmentProof.Required
                    : EnrollmentProof.None,
            AllowedAuthenticators = kinds,
            MachineCallers = AccessOf(values?.MachineCallers),
            // What isn't the value that allows it doesn't.
            UpstreamProof =
                Added.Contains(AddedRule.UpstreamProof)
                && values?.UpstreamProof == ProfileTwoFactor.UpstreamProof.Allow
                    ? UpstreamProof.Allow
                    : UpstreamProof.Deny,
            UpstreamAfter = values?.UpstreamAfter?.UtcTicks ?? 0,
            ActiveAfter = values?.ActiveAfter?.UtcTicks ?? 0,
            VerifiedAfter = values?.VerifiedAfter?.UtcTicks ?? 0,
            CodesAfter = values?.CodesAfter?.UtcTicks ?? 0,
            PasskeysAfter = values?.PasskeysAfter?.UtcTicks ?? 0,
        };
}
