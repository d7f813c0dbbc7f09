using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Whom the gate decides about: a member in a profile, as authenticated by one of the host's schemes.</summary>
internal readonly struct GateCaller(
    ScopeState scope,
    TwoFactorProfile profile,
    ProfileMember member,
    string? scheme
)
{
    public ScopeState Scope { get; } = scope;

    public TwoFactorProfile Profile { get; } = profile;

    public ProfileMember Member { get; } = member;

    public ProfileAccess Access => new(Profile, Member);

    private string? Scheme { get; } = scheme;

    public DecisionKey KeyFor(in WindowToken token) =>
        new(Scope.Scope, Member.MemberId, Member.Stamp, Member.SecurityStamp, Scheme, token);
}
