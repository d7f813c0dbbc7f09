using Microsoft.AspNetCore.Authorization;

namespace HeatmapSite.Profiles;

internal sealed class ProfileOwnerRequirement : IAuthorizationRequirement
{
    public const string PolicyName = "ProfileOwner";
}
