using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

internal static class FreshAccountEndpointConventionBuilderExtensions
{
    /// <summary>A code of the account, entered just now. How old is a setting, so it can't stand in an attribute.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="services">Where the setting is.</param>
    /// <param name="allowWhenOff">Whether people without account two-factor authentication are let in on their password alone.</param>
    public static TBuilder RequireFreshAccount<TBuilder>(
        this TBuilder builder,
        IServiceProvider services,
        bool allowWhenOff = false
    )
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAccountTwoFactor(
            (int)
                services
                    .GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
                    .Value.SensitiveActionMaxAge.TotalSeconds,
            allowWhenOff
        );
}
