using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>Hosts with passkeys.</summary>
internal static class PasskeyBed
{
    public static Task<TestEngine> StartAsync(
        Action<PasskeyOptions>? passkeys = null,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<IServiceCollection>? authentication = null
    ) =>
        TestEngine.StartAsync(
            options,
            collection =>
            {
                collection.AddProfileTwoFactor().AddPasskeys(passkeys);
                services?.Invoke(collection);
            },
            authentication: authentication
        );

    /// <summary>Two hosts with one store, one cache, and one key ring.</summary>
    public static async Task<(TestEngine Here, GateHost There)> TwoNodesAsync()
    {
        var keys = new EphemeralDataProtectionProvider();
        void Share(IServiceCollection services) =>
            services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(keys));
        var here = await StartAsync(services: Share);
        var there = await GateHost.StartAsync(services: services =>
        {
            services.AddProfileTwoFactor().AddPasskeys();
            services.RemoveAll<IPolicyStore>();
            services.RemoveAll<ISecretStore>();
            services.AddSingleton(here.Policies);
            services.AddSingleton(here.Secrets);
            services.Replace(ServiceDescriptor.Singleton<IDistributedCache>(here.Host.Cache));
            Share(services);
        });
        return (here, there);
    }
}
