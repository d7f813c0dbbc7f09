using ProfileTwoFactor.Infrastructure;
using StackExchange.Redis;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>A connection to Redis for one command, which says at once when there is none.</summary>
internal static class RedisClient
{
    /// <exception cref="ToolException">The server doesn't answer, or the connection string makes no sense.</exception>
    public static async Task<ConnectionMultiplexer> ConnectAsync(
        string configuration,
        TimeSpan timeout
    )
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(configuration);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ToolException(
                ExitCode.Usage,
                "bad-redis",
                "The connection string of Redis can't be read.",
                "It must be server:port, followed by options as name=value, separated by commas. It isn't repeated here, because it may hold a password."
            );
        }

        options.AbortOnConnectFail = true;
        options.ConnectTimeout = (int)timeout.TotalMilliseconds;
        options.AsyncTimeout = (int)timeout.TotalMilliseconds;
        options.ConnectRetry = 1;
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw new ToolException(
                ExitCode.Unreachable,
                "redis-unreachable",
                $"Redis doesn't answer: {FailureText.Of(exception)}.",
                "Check server, port, user and password, and whether TLS is needed (ssl=true).",
                exception
            );
        }
    }
}
