using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>The profile that the gate let this request into, for code behind it.</summary>
internal sealed class CurrentProfile(IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">
    /// The endpoint lacks the gate: the request ends here rather than in another person's data.
    /// </exception>
    public (TwoFactorProfile Profile, ProfileMember Member) Get()
    {
        var context = accessor.HttpContext!;
        return
            context.GetTwoFactorProfile() is { } profile
            && context.GetTwoFactorMember() is { } member
            ? (profile, member)
            : throw new InvalidOperationException(
                "This endpoint isn't protected by the gate. Add RequireProfileTwoFactor() to the endpoint."
            );
    }
}
