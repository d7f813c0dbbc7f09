using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>The endpoints over the package's own manager, with a clock the test holds.</summary>
internal sealed class EngineHost(EndpointHost host, FakeTimeProvider clock) : IAsyncDisposable
{
    public static async Task<EngineHost> StartAsync()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var host = await EndpointHost.StartAsync(services: services =>
        {
            services.RemoveAll<IProfileTwoFactorManager>();
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IProfileDirectory, AcmeDirectory>();
            services.AddProfileTwoFactor().AddInMemoryStores(allowOutsideDevelopment: true);
        });
        return new EngineHost(host, clock);
    }

    public Task<EndpointClient> SignedInAsync(string name) => host.SignedInAsync(name);

    public void Pass(TimeSpan time) => clock.Advance(time);

    /// <summary>The code an authenticator shows now.</summary>
    public string Code(string secret) => new FakeAuthenticator(secret, clock).Code();

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
