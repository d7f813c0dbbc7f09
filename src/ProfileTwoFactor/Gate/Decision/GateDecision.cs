using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>A decision about one request to one endpoint. Recorded on the request; the endpoint guard looks for it.</summary>
internal sealed class GateDecision(GateStatus status, Endpoint? endpoint)
{
    // One object for all decisions that say the same: there is one decision per request, and most say nothing but the status.
    private readonly Verdict _verdict = Verdict.Of(status, default);

    // In ticks: a nullable moment takes three times the space.
    private readonly long _verifiedAt;

    public GateStatus Status => _verdict.Status;

    /// <summary>A decision counts for the endpoint it was made for and no other.</summary>
    public Endpoint? Endpoint { get; } = endpoint;

    /// <summary>The values of the routing that found the endpoint; each routing brings new ones.</summary>
    public RouteValueDictionary? Route { get; set; }

    public TwoFactorProfile? Profile { get; init; }

    /// <summary>The caller's membership, when the gate let a member in.</summary>
    public ProfileMember? Member { get; init; }

    public DateTimeOffset? VerifiedAt
    {
        get => _verifiedAt == 0 ? null : new DateTimeOffset(_verifiedAt, TimeSpan.Zero);
        init => _verifiedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>With what the caller has verified.</summary>
    public ProofMethod Method
    {
        get => _verdict.Method;
        init =>
            _verdict = _verdict.IsPlain
                ? Verdict.Of(Status, value)
                : _verdict with
                {
                    Method = value,
                };
    }

    /// <summary>Of a caller who was let in because the date has not come yet: that date.</summary>
    public DateTimeOffset? EnforcedFrom
    {
        get => _verdict.EnforcedFrom;
        init => _verdict = value is null ? _verdict : _verdict with { EnforcedFrom = value };
    }

    public int MaxAgeSeconds
    {
        get => _verdict.MaxAgeSeconds;
        init => _verdict = value == 0 ? _verdict : _verdict with { MaxAgeSeconds = value };
    }

    /// <summary>Of a member who was refused: what the Owner tells members.</summary>
    public string? OwnerMessage
    {
        get => _verdict.OwnerMessage;
        init => _verdict = value is null ? _verdict : _verdict with { OwnerMessage = value };
    }

    /// <summary>The link that was decided about, for endpoints behind one.</summary>
    public SharedLink? Link
    {
        get => _verdict.Link;
        init => _verdict = value is null ? _verdict : _verdict with { Link = value };
    }

    /// <summary>The accounts that were decided about: as a rule one, and none where only a profile was asked for.</summary>
    public IReadOnlyList<TwoFactorAccount> Accounts
    {
        get => _verdict.Accounts;
        init => _verdict = value.Count == 0 ? _verdict : _verdict with { Accounts = value };
    }

    public bool Admits =>
        Status is GateStatus.NotRequired or GateStatus.Verified or GateStatus.PublicLink;

    /// <summary>Refused for every caller: no sign-in and no code would change it.</summary>
    public bool IsSettled =>
        Status
            is GateStatus.NotFound
                or GateStatus.NotAMember
                or GateStatus.MachineCallerDenied
                or GateStatus.Unavailable;

    /// <summary>Refused for want of the account's second factor.</summary>
    public bool IsAboutAccount =>
        Status
            is GateStatus.AccountTwoFactorRequired
                or GateStatus.AccountVerificationRequired
                or GateStatus.AccountFreshVerificationRequired;

    public GateDecision With(SharedLink link) =>
        new(Status, Endpoint)
        {
            Profile = Profile,
            Member = Member,
            VerifiedAt = VerifiedAt,
            EnforcedFrom = EnforcedFrom,
            MaxAgeSeconds = MaxAgeSeconds,
            OwnerMessage = OwnerMessage,
            Method = Method,
            Accounts = Accounts,
            Link = link,
        };

    public GateDecision With(IReadOnlyList<TwoFactorAccount> accounts) =>
        new(Status, Endpoint)
        {
            Profile = Profile,
            Member = Member,
            VerifiedAt = VerifiedAt,
            EnforcedFrom = EnforcedFrom,
            MaxAgeSeconds = MaxAgeSeconds,
            OwnerMessage = OwnerMessage,
            Method = Method,
            Accounts = accounts,
            Link = Link,
        };

    /// <summary>What a decision says of no one in particular.</summary>
    private sealed record Verdict(GateStatus Status, ProofMethod Method)
    {
        private static readonly ProofMethod[] Methods = Enum.GetValues<ProofMethod>();

        private static readonly Verdict[] Plain =
        [
            .. Enum.GetValues<GateStatus>()
                .SelectMany(_ => Methods, (status, method) => new Verdict(status, method)),
        ];

        public DateTimeOffset? EnforcedFrom { get; init; }

        public int MaxAgeSeconds { get; init; }

        public string? OwnerMessage { get; init; }

        public SharedLink? Link { get; init; }

        public IReadOnlyList<TwoFactorAccount> Accounts { get; init; } = [];

        /// <summary>Whether it is the one for all decisions of its status and method.</summary>
        public bool IsPlain => ReferenceEquals(this, Of(Status, Method));

        public static Verdict Of(GateStatus status, ProofMethod method) =>
            Plain[(((int)status - 1) * Methods.Length) + (int)method];
    }
}
