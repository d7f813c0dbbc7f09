using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Benchmarks.Counting;

internal static class CountingServiceCollectionExtensions
{
    /// <summary>Puts a counter before the cache and the stores that are registered so far.</summary>
    public static void CountOperations(this IServiceCollection services, OperationCounts counts)
    {
        services.Decorate<IDistributedCache>(inner => new CountingCache(inner, counts));
        services.Decorate<IPolicyStore>(inner => new CountingPolicyStore(inner, counts));
        services.Decorate<ISecretStore>(inner => new CountingSecretStore(inner, counts));
    }

    private static void Decorate<TService>(
        this IServiceCollection services,
        Func<TService, TService> decorate
    )
        where TService : class
    {
        var inner = services.Last(descriptor => descriptor.ServiceType == typeof(TService));
        services.Replace(
            ServiceDescriptor.Singleton(provider => decorate(Create<TService>(provider, inner)))
        );
    }

    private static TService Create<TService>(
        IServiceProvider provider,
        ServiceDescriptor descriptor
    )
        where TService : class =>
        (TService)(
            descriptor.ImplementationInstance
            ?? descriptor.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!)
        );
}
