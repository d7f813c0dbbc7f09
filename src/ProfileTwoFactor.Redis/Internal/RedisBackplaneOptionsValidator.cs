using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ProfileTwoFactor.Redis.Internal;

/// <summary>Reports what would never connect. The values aren't repeated: connection strings hold passwords.</summary>
internal sealed class RedisBackplaneOptionsValidator : IValidateOptions<RedisBackplaneOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisBackplaneOptions options)
    {
        object?[] choices =
        [
            options.Configuration,
            options.ConfigurationOptions,
            options.ConnectionMultiplexerFactory,
        ];
        if (choices.Count(choice => choice is not null) != 1)
        {
            return ValidateOptionsResult.Fail(
                "RedisBackplaneOptions needs exactly one of Configuration, ConfigurationOptions, and ConnectionMultiplexerFactory. Pass the connection string to AddRedisBackplane(...), or set one of them there."
            );
        }

        return options.Configuration is { } configuration && !IsReadable(configuration)
            ? ValidateOptionsResult.Fail(
                "RedisBackplaneOptions.Configuration is not a valid connection string for Redis; it must be server:port, followed by StackExchange.Redis options as name=value, separated by commas."
            )
            : ValidateOptionsResult.Success;
    }

    private static bool IsReadable(string configuration)
    {
        try
        {
            return ConfigurationOptions.Parse(configuration).EndPoints.Count > 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
