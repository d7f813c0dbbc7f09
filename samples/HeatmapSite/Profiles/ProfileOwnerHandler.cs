using HeatmapSite.Http;
using Microsoft.AspNetCore.Authorization;
using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>Whether the caller owns the profile that the route names. The gate has loaded it; the directory is asked only about callers who still need a code.</summary>
internal sealed class ProfileOwnerHandler(IProfileDirectory profiles)
    : AuthorizationHandler<ProfileOwnerRequirement>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        ProfileOwnerRequirement requirement
    )
    {
        if (context.Resource is not HttpContext http || http.ProfileId() is not { } profileId)
        {
            return;
        }

        var access = http.GetTwoFactorProfile() is { } admitted
            ? new ProfileAccess(admitted, http.GetTwoFactorMember())
            : await profiles.FindAsync(profileId, context.User, http.RequestAborted);
        if (access is { Member: { } member, Profile: var profile })
        {
            if (member.MemberId == profile.OwnerMemberId)
            {
                context.Succeed(requirement);
            }
            else
            {
                http.Features.Set(new Refusal("not-owner", "Only the Owner can do this."));
            }
        }
    }
}
