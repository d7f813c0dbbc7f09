using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>A decision about one request to one endpoint. Recorded on the request; the endpoint guard looks for it.</summary>
internal sealed class GateDecision(GateStatus status, Endpoint? endpoint)
{
    public GateStatus Status { get; } = status;

    /// <summary>A decision counts for the endpoint it was made for and no other.</summary>
    public Endpoint? Endpoint { get; } = endpoint;

    /// <summary>The values of the routing that found the endpoint; each routing brings new ones.</summary>
    public RouteValueDictionary? Route { get; set; }

    public TwoFactorProfile? Profile { get; init; }

    /// <summary>The caller's membership, when the gate let a member in.</summary>
    public ProfileMember? Member { get; init; }

    // In ticks: there is one such object per request, and a nullable moment takes three times the space.
    private readonly long _verifiedAt;

    // Most decisions have nothing of it.
    private readonly Rest? _rest;

    public DateTimeOffset? VerifiedAt
    {
        get => _verifiedAt == 0 ? null : new DateTimeOffset(_verifiedAt, TimeSpan.Zero);
        init => _verifiedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>Of a caller who was let in because the date has not come yet: that date.</summary>
    public DateTimeOffset? EnforcedFrom
    {
        get => _rest?.EnforcedFrom;
        init => _rest = Rest.Of(Link, Accounts, value, OwnerMessage);
    }

    public int MaxAgeSeconds { get; init; }

    /// <summary>Of a member who was refused: what the Owner tells members.</summary>
    public string? OwnerMessage
    {
        get => _rest?.OwnerMessage;
        init => _rest = Rest.Of(Link, Accounts, EnforcedFrom, value);
    }

    /// <summary>With what the caller has verified.</summary>
    public ProofMethod Method { get; init; }

    /// <summary>The link that was decided about, for endpoints behind one.</summary>
    public SharedLink? Link
    {
        get => _rest?.Link;
        init => _rest = Rest.Of(value, Accounts, EnforcedFrom, OwnerMessage);
    }

    /// <summary>The accounts that were decided about: as a rule one, and none where only a profile was asked for.</summary>
    public IReadOnlyList<TwoFactorAccount> Accounts
    {
        get => _rest?.Accounts ?? [];
        init => _rest = Rest.Of(Link, value, EnforcedFrom, OwnerMessage);
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

    private sealed record Rest(
        SharedLink? Link,
        IReadOnlyList<TwoFactorAccount> Accounts,
        DateTimeOffset? EnforcedFrom,
        string? OwnerMessage
    )
    {
        public static Rest? Of(
            SharedLink? link,
            IReadOnlyList<TwoFactorAccount> accounts,
            DateTimeOffset? enforcedFrom,
            string? ownerMessage
        ) =>
            link is null && accounts.Count == 0 && enforcedFrom is null && ownerMessage is null
                ? null
                : new(link, accounts, enforcedFrom, ownerMessage);
    }
}
