using Microsoft.Extensions.Options;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Policies;

/// <summary>Which values count in a scope, and between which limits an Owner may set others.</summary>
internal sealed class PolicyRules
{
    private readonly EnrollmentProof _proof;

    public PolicyRules(IOptions<ProfileTwoFactorOptions> options, SupportedAuthenticators kinds)
    {
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
        Host = Create(null);
    }

    public DurationRule Window { get; }

    public DurationRule Absolute { get; }

    public DurationRule MaxAge { get; }

    public int LongestMessage { get; }

    /// <summary>Whether the app lets Owners require a proof before a first binding.</summary>
    public bool ProofIsAllowed { get; }

    /// <summary>All kinds of authenticators that the app has.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Those of which an Owner may choose.</summary>
    public IReadOnlyList<string> OwnersKinds { get; }

    /// <summary>Where no Owner set anything, and for accounts.</summary>
    public ProfileRules Host { get; }

    /// <remarks>One object for all scopes without values of their own, so that the usual request costs nothing.</remarks>
    public ProfileRules Of(PolicyRecord? policy) =>
        policy?.Values is { } values ? Create(values) : Host;

    /// <summary>How long browsers and caches keep a window, at most: the longest absolute limit, or as long as browsers keep any cookie.</summary>
    /// <remarks>Never nothing: caches have rules of their own for what names no expiry. Some let it slide away in minutes, some refuse it.</remarks>
    public TimeSpan WindowIsKept(TimeSpan withoutLimit) =>
        Absolute.Host is not { } host ? withoutLimit
        : host > Absolute.Maximum ? host
        : Absolute.Maximum;

    /// <summary>The same of a window's activity.</summary>
    public TimeSpan ActivityIsKept =>
        Host.WindowLifetime > Window.Maximum ? Host.WindowLifetime : Window.Maximum;

    private ProfileRules Create(ProfilePolicyValues? values) =>
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
            AllowedAuthenticators = values?.AllowedAuthenticators is { } allowed
                ? [.. Kinds.Where(kind => allowed.Contains(kind, StringComparer.Ordinal))]
                : Kinds,
            ActiveAfter = values?.ActiveAfter?.UtcTicks ?? 0,
            VerifiedAfter = values?.VerifiedAfter?.UtcTicks ?? 0,
            CodesAfter = values?.CodesAfter?.UtcTicks ?? 0,
            PasskeysAfter = values?.PasskeysAfter?.UtcTicks ?? 0,
        };
}
