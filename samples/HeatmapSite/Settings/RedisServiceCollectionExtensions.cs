using Microsoft.Extensions.Caching.StackExchangeRedis;

namespace HeatmapSite.Settings;

internal static class RedisServiceCollectionExtensions
{
    public const string ConnectionName = "Redis";

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
}
