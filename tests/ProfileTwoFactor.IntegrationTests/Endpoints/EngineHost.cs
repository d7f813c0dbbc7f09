using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>The endpoints over the package's own manager, with a clock the test holds.</summary>
internal sealed class EngineHost(EndpointHost host, EngineHost.Clock clock) : IAsyncDisposable
{
    public static async Task<EngineHost> StartAsync()
    {
        var clock = new Clock();
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

    public void Pass(TimeSpan time) => clock.Now += time;

    /// <summary>The code an authenticator shows now.</summary>
    public string Code(string secret)
    {
        var key = OtpNet.Base32Encoding.ToBytes(secret);
        return Internal.TotpCodes.Compute(key, Internal.TotpCodes.StepAt(clock.Now));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    internal sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
