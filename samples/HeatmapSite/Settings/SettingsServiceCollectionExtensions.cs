using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Settings;

internal static class SettingsServiceCollectionExtensions
{
    /// <summary>Settings from files and environment, checked before anything else starts.</summary>
    public static IServiceCollection AddCheckedSettings(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<HostFilteringOptions>, SiteHosts>();
        services.AddSingleton<RedisSettings>();
        services.AddSingleton<TwoFactorSettings>();
        services.AddSingleton<IConfigureOptions<ProfileTwoFactorOptions>>(provider =>
            provider.GetRequiredService<TwoFactorSettings>()
        );
        services.AddSingleton<IValidateOptions<ProfileTwoFactorOptions>>(provider =>
            provider.GetRequiredService<TwoFactorSettings>()
        );
        services.AddOptions<ProfileTwoFactorOptions>().ValidateOnStart();
        services.AddHostedService<UnreadSettingsNote>();
        return services;
    }
}
