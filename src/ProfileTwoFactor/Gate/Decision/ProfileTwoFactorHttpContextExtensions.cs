using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor;

/// <summary>Gives endpoints the profile and the membership that the gate has just loaded, so that the app doesn't load them again.</summary>
public static class ProfileTwoFactorHttpContextExtensions
{
    /// <summary>The profile that the gate let this request into, as the app's <see cref="IProfileDirectory"/> returned it.</summary>
    /// <param name="context">The request.</param>
    /// <returns>
    /// Null unless the gate has let a member in: on endpoints without <see cref="RequireProfileTwoFactorAttribute"/>, before
    /// authorization, for a refused request, and for a caller of a public shared link. It's the state at the moment of the decision. On a
    /// hub connection, that's the moment when it was opened.
    /// </returns>
    /// <remarks>The result comes from the gate's decision for this endpoint and these route values only. It's never read from what the caller sent.</remarks>
    public static TwoFactorProfile? GetTwoFactorProfile(this HttpContext context) =>
        Find(context)?.Profile;

    /// <summary>The caller's membership of the profile that the gate let this request into.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Null unless the gate has let a member in, as for <see cref="GetTwoFactorProfile"/>.</returns>
    /// <remarks>The caller owns the profile if <see cref="ProfileMember.MemberId"/> equals <see cref="TwoFactorProfile.OwnerMemberId"/>.</remarks>
    public static ProfileMember? GetTwoFactorMember(this HttpContext context) =>
        Find(context)?.Member;

    private static GateDecision? Find(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RecordedDecision.Find(context) is { Admits: true, Member: not null } decision
            ? decision
            : null;
    }
}
