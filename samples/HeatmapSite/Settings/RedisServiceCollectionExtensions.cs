using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;

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
        if (configuration.GetConnectionString(ConnectionName) is not { Length: > 0 } connection)
        {
            return services;
        }

        if (!RedisClient.IsComplete())
        {
            return services.AddHostedService<RedisClientCheck>();
        }

        return AddCache(services, connection);
    }

    // A method of its own: without the client's packages it can't even be compiled at run time.
    private static IServiceCollection AddCache(IServiceCollection services, string connection) =>
        services.AddStackExchangeRedisCache(options => Configure(options, connection));

    private static void Configure(RedisCacheOptions options, string connection)
    {
        // The client's own defaults wait for a dead server 5 to 21 seconds, deaf to cancellation. What the string says comes later and wins.
        options.ConfigurationOptions = ConfigurationOptions.Parse(
            "connectTimeout=1000,syncTimeout=500,asyncTimeout=500,connectRetry=1,abortConnect=false,"
                + connection
        );
        options.ConfigurationOptions.BacklogPolicy = BacklogPolicy.FailFast;
        options.InstanceName = "heatmap:";
    }
}
