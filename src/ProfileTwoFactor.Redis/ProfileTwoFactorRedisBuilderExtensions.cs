using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Redis;
using ProfileTwoFactor.Redis.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Redis backplane.</summary>
public static class ProfileTwoFactorRedisBuilderExtensions
{
    /// <summary>Sends changes to the other nodes by Redis, so that they take effect there at once.</summary>
    /// <remarks>
    /// See <see cref="AddRedisBackplane(ProfileTwoFactorBuilder, Action{RedisBackplaneOptions})"/>.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configuration">The server, as in <see cref="RedisBackplaneOptions.Configuration"/>.</param>
    public static ProfileTwoFactorBuilder AddRedisBackplane(
        this ProfileTwoFactorBuilder builder,
        string configuration
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        return builder.AddRedisBackplane(options => options.Configuration = configuration);
    }

    /// <summary>Sends changes to the other nodes by Redis, so that they take effect there at once.</summary>
    /// <remarks>
    /// When a profile or an account is switched on or off, a member is reset or removed, or a window is closed, the other nodes end kept
    /// decisions, open connections, and long responses within a fraction of a second instead of
    /// <see cref="ProfileTwoFactorOptions.DecisionLifetime"/>. Windows stay in the <c>IDistributedCache</c>. Messages contain hashes only. A client
    /// that can write to this Redis can make nodes read the store more often, and can't give access. While the server is down, the app
    /// works as without a backplane, event 1800 is logged, and the health check is degraded.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets exactly one of the options. An <see cref="OptionsValidationException"/> at start says if not.</param>
    public static ProfileTwoFactorBuilder AddRedisBackplane(
        this ProfileTwoFactorBuilder builder,
        Action<RedisBackplaneOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<RedisBackplaneOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<RedisBackplaneOptions>,
                RedisBackplaneOptionsValidator
            >()
        );
        services.TryAddSingleton<RedisConnection>();
        return builder.AddBackplane<RedisBackplane>();
    }
}
