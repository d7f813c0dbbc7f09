using System.Globalization;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Tool.Databases;
using StackExchange.Redis;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>The server of windows and of the backplane.</summary>
internal static class RedisCheck
{
    public const string Name = "cache";

    public static async Task<Check> RunAsync(string? configuration, TimeSpan timeout)
    {
        if (configuration is null)
        {
            return Check.Skipped(
                Name,
                "Not checked: no Redis is named.",
                "Name it with --redis-name or --redis. An app on several nodes needs one."
            );
        }

        try
        {
            await using var redis = await RedisClient.ConnectAsync(configuration, timeout);
            var server = redis.GetServers()[0];
            var took = await redis.GetDatabase().PingAsync();
            var replication = await InfoAsync(server, "replication");
            if (
                replication.TryGetValue("role", out var role)
                && role == "slave"
                && replication.GetValueOrDefault("slave_read_only", "1") != "0"
            )
            {
                return Check.Error(
                    Name,
                    "The Redis server is a replica that can't be written. Verifications answer 503.",
                    "Name the primary server in the app's settings."
                );
            }

            var policy = (await InfoAsync(server, "memory")).GetValueOrDefault("maxmemory_policy");
            return
                policy is null or "noeviction"
                || policy.StartsWith("volatile", StringComparison.Ordinal)
                ? Check.Fine(
                    Name,
                    $"Redis answers in {took.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms."
                )
                : Check.Warning(
                    Name,
                    $"Redis may remove windows when its memory is full ({policy}). People then verify again.",
                    "Give it enough memory, or set maxmemory-policy to noeviction."
                );
        }
        catch (ToolException failure)
        {
            return Check.Error(Name, failure);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return Check.Error(
                Name,
                $"Redis doesn't answer as it should: {FailureText.Of(exception)}.",
                "Check the server, and the user and password in the connection string."
            );
        }
    }

    private static async Task<Dictionary<string, string>> InfoAsync(
        IServer server,
        string section
    ) =>
        (await server.InfoAsync(section))
            .SelectMany(group => group)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
