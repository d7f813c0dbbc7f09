using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Members;

internal static class FreshProofServiceCollectionExtensions
{
    /// <summary>Pages that take a code entered just now, of the profile or of the account. How old is a setting, so it can't stand in an attribute.</summary>
    public static IServiceCollection AddFreshProofForPages(this IServiceCollection services)
    {
        services
            .AddOptions<RazorPagesOptions>()
            .Configure<IOptions<ProfileTwoFactorOptions>>(
                (pages, twoFactor) =>
                {
                    var seconds = (int)twoFactor.Value.SensitiveActionMaxAge.TotalSeconds;
                    Add(
                        "/Profiles/MemberChange",
                        new RequireProfileTwoFactorAttribute { MaxAgeSeconds = seconds }
                    );
                    Add(
                        "/Support/Index",
                        new RequireAccountTwoFactorAttribute { MaxAgeSeconds = seconds }
                    );
                    foreach (var own in (string[])["/Account/Password", "/Account/Email"])
                    {
                        Add(
                            own,
                            new RequireAccountTwoFactorAttribute
                            {
                                MaxAgeSeconds = seconds,
                                AllowWhenOff = true,
                            }
                        );
                    }

                    void Add(string page, object demand) =>
                        pages.Conventions.AddPageApplicationModelConvention(
                            page,
                            model => model.EndpointMetadata.Add(demand)
                        );
                }
            );
        return services;
    }
}
