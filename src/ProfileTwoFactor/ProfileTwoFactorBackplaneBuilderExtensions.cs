using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.Backplane;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Gate.Decision;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a backplane between nodes.</summary>
public static class ProfileTwoFactorBackplaneBuilderExtensions
{
    /// <summary>Sends changes made on this node to the other nodes, which then end kept decisions, open connections, and long responses at once.</summary>
    /// <remarks>
    /// For Redis, call <c>AddRedisBackplane</c> of the package <c>ProfileTwoFactor.Redis</c> instead. While the backplane is down, changes take
    /// effect on other nodes within <see cref="ProfileTwoFactorOptions.DecisionLifetime"/>, and the health check is degraded.
    /// </remarks>
    /// <typeparam name="TBackplane">The type of the backplane. It is registered as a singleton. If one is already registered, that one stays.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddBackplane<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBackplane
    >(this ProfileTwoFactorBuilder builder)
        where TBackplane : class, IChangeBackplane
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<IChangeBackplane, TBackplane>();
        services.TryAddSingleton<ChangeNames>();
        services.TryAddSingleton<ChangeSender>();
        services.TryAddSingleton<BackplaneState>();
        // Not by the host's clock, which may stand still in a test.
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ChangeInbox>(provider, TimeProvider.System)
        );
        services.TryAddSingleton<IRemoteClosing, RemoteClosing>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChangePublisher>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChangeReceiver>());
        return builder;
    }
}
