using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>The profile that the request's address names, for code behind the gate.</summary>
internal sealed class CurrentProfile(IProfileDirectory profiles, IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">
    /// The caller is no member. The gate has answered that before; should an endpoint have been forgotten, the request ends here
    /// rather than in somebody else's data.
    /// </exception>
    public async ValueTask<(Profile Profile, ProfileMember Member)> GetAsync(
        CancellationToken cancellationToken
    )
    {
        var context = accessor.HttpContext!;
        var found = context.ProfileId() is { } profileId
            ? await profiles.FindAsync(profileId, context.User, cancellationToken)
            : null;
        return found is { Profile: var profile, Member: { } member }
            ? (profile, member)
            : throw new InvalidOperationException(
                "This endpoint is not behind the gate: add RequireProfileTwoFactor() to it."
            );
    }
}
