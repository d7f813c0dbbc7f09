using ProfileTwoFactor;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the package to a host.</summary>
public static class ProfileTwoFactorServiceCollectionExtensions
{
    /// <summary>Adds profile-level two-factor authentication. A store has to be chosen on the returned builder.</summary>
    /// <param name="services">The host's services; an <see cref="IProfileDirectory"/> is expected among them.</param>
    /// <returns>The builder on which stores and extras are chosen.</returns>
    public static ProfileTwoFactorBuilder AddProfileTwoFactor(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ProfileTwoFactorOptions>();
        return new ProfileTwoFactorBuilder(services);
    }

    /// <summary>Adds profile-level two-factor authentication with settings.</summary>
    /// <param name="services">The host's services; an <see cref="IProfileDirectory"/> is expected among them.</param>
    /// <param name="configure">The settings.</param>
    /// <returns>The builder on which stores and extras are chosen.</returns>
    public static ProfileTwoFactorBuilder AddProfileTwoFactor(
        this IServiceCollection services,
        Action<ProfileTwoFactorOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddProfileTwoFactor();
        services.Configure(configure);
        return builder;
    }
}
