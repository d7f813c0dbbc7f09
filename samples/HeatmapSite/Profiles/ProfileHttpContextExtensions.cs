using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

internal static class ProfileHttpContextExtensions
{
    /// <summary>The profile id in the request's address, as it was typed.</summary>
    public static string? ProfileId(this HttpContext context) =>
        context.GetRouteValue(ProfileTwoFactorDefaults.ProfileIdParameter) as string;
}
