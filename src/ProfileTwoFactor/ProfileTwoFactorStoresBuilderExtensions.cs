using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds custom stores.</summary>
public static class ProfileTwoFactorStoresBuilderExtensions
{
    /// <summary>Stores policies and bindings in custom stores.</summary>
    /// <remarks>
    /// You can add the same stores more than once. The app doesn't start with two different kinds of stores, because policies in one of them
    /// wouldn't be read, and profiles would be open.
    /// </remarks>
    /// <typeparam name="TPolicyStore">The type of the policy store. It is registered as a singleton.</typeparam>
    /// <typeparam name="TSecretStore">The type of the binding store. It is registered as a singleton.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddStores<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
            TPolicyStore,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSecretStore
    >(this ProfileTwoFactorBuilder builder)
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
