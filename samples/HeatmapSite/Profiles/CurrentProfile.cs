using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>The profile that the request's address names, for code behind the gate.</summary>
internal sealed class CurrentProfile(IProfileDirectory profiles, IHttpContextAccessor accessor)
{
    /// <exception cref="NotAMemberException">The caller is no member, or was removed between the gate and now.</exception>
    /// <exception cref="InvalidOperationException">
    /// The endpoint lacks the gate: the request ends here rather than in another person's data.
    /// </exception>
    public async ValueTask<(TwoFactorProfile Profile, ProfileMember Member)> GetAsync(
        CancellationToken cancellationToken
    )
    {
        var context = accessor.HttpContext!;
        var found = context.ProfileId() is { } profileId
            ? await profiles.FindAsync(profileId, context.User, cancellationToken)
            : null;
        if (found is { Profile: var profile, Member: { } member })
        {
            return (profile, member);
        }

        throw context.GetEndpoint()?.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is null
            ? new InvalidOperationException(
                "This endpoint isn't protected by the gate. Add RequireProfileTwoFactor() to the endpoint."
            )
            : new NotAMemberException();
    }
}
