using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Members;

internal static class FreshProofServiceCollectionExtensions
{
    /// <summary>The page that changes members takes a code entered just now. How old is a setting, so it can't stand in an attribute.</summary>
    public static IServiceCollection AddFreshProofForMemberChanges(this IServiceCollection services)
    {
        services
            .AddOptions<RazorPagesOptions>()
            .Configure<IOptions<ProfileTwoFactorOptions>>(
                (pages, twoFactor) =>
                    pages.Conventions.AddPageApplicationModelConvention(
                        "/Profiles/MemberChange",
                        page =>
                            page.EndpointMetadata.Add(
                                new RequireProfileTwoFactorAttribute
                                {
                                    MaxAgeSeconds = (int)
                                        twoFactor.Value.SensitiveActionMaxAge.TotalSeconds,
                                }
                            )
                    )
            );
        return services;
    }
}
