using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses where policies and bindings are kept.</summary>
public static class ProfileTwoFactorStoresBuilderExtensions
{
    /// <summary>Keeps policies and bindings in stores of the host's own making.</summary>
    /// <remarks>
    /// Choosing the same stores twice is fine. Choosing two different kinds stops the host at start: whichever lost would keep
    /// policies that nobody reads, and profiles would silently be open.
    /// </remarks>
    /// <typeparam name="TPolicyStore">Keeps policies; a singleton.</typeparam>
    /// <typeparam name="TSecretStore">Keeps bindings; a singleton.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddStores<TPolicyStore, TSecretStore>(
        this ProfileTwoFactorBuilder builder
    )
        where TPolicyStore : class, IPolicyStore
        where TSecretStore : class, ISecretStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var choice = new StoreChoice(typeof(TPolicyStore), typeof(TSecretStore));
        if (!services.Any(service => choice.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(choice);
        }

        services.TryAddSingleton<TPolicyStore>();
        services.TryAddSingleton<TSecretStore>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPolicyStore, TPolicyStore>(provider =>
                provider.GetRequiredService<TPolicyStore>()
            )
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ISecretStore, TSecretStore>(provider =>
                provider.GetRequiredService<TSecretStore>()
            )
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreStartupCheck>());
        return builder;
    }
}
