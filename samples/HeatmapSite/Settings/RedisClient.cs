using System.Reflection;

namespace HeatmapSite.Settings;

/// <summary>Whether the Redis client was built in whole; see the project file.</summary>
internal static class RedisClient
{
    public static bool IsComplete() =>
        IsThere("Microsoft.Extensions.Caching.StackExchangeRedis")
        && IsThere("StackExchange.Redis")
        && IsThere("Pipelines.Sockets.Unofficial");

    private static bool IsThere(string assembly)
    {
        try
        {
            Assembly.Load(assembly);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
