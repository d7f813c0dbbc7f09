using Microsoft.Extensions.Caching.StackExchangeRedis;
using ProfileTwoFactor;
using ProfileTwoFactor.Redis;

namespace HeatmapSite.Settings;

internal static class RedisServiceCollectionExtensions
{
    public const string ConnectionName = "Redis";
    public const string BackplaneName = "Backplane";

    /// <summary><c>ConnectionStrings:Redis</c>: verification windows are kept there, so that a window opened on one node holds on all.</summary>
    /// <remarks>Before <c>AddProfileTwoFactor()</c>, which brings a cache in memory where there is none.</remarks>
    public static IServiceCollection AddRedisWindows(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        if (configuration.GetConnectionString(ConnectionName) is not { Length: > 0 })
        {
            return services;
        }

        services.AddStackExchangeRedisCache(options => options.InstanceName = "heatmap:");
        services
            .AddOptions<RedisCacheOptions>()
            .Configure<RedisSettings>(
                (options, settings) => options.ConfigurationOptions = settings.ClientOptions()
            );
        return services.AddHostedService<RedisStartupCheck>();
    }

    /// <summary>The nodes tell each other of changes: by <c>ConnectionStrings:Backplane</c>, or else by the server of the windows.</summary>
    public static ProfileTwoFactorBuilder AddSiteBackplane(
        this ProfileTwoFactorBuilder builder,
        IConfiguration configuration
    )
    {
        if (!new RedisSettings(configuration).HasBackplane)
        {
            return builder;
        }

        builder
            .Services.AddOptions<RedisBackplaneOptions>()
            .Configure<RedisSettings>(
                (options, settings) => options.ConfigurationOptions = settings.BackplaneOptions()
            );
        return builder.AddRedisBackplane(_ => { });
    }
}
