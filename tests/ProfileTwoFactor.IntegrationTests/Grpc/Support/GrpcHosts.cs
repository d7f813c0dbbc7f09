using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Grpc.Support;

public static class GrpcHosts
{
    /// <summary>A service whose class has the attribute, in a group that has the profile and no gate.</summary>
    public static Task<GateHost> StartAsync(
        Ticker? ticker = null,
        Action<ProfileTwoFactorSchemeOptions>? scheme = null
    ) =>
        GateHost.StartAsync(
            routes => routes.MapGroup("/p/{sid}").MapGrpcService<TickerService>(),
            services =>
            {
                services.AddGrpc();
                services.Configure<HostOptions>(host =>
                    host.ShutdownTimeout = TimeSpan.FromSeconds(1)
                );
                services.AddSingleton(ticker ?? new Ticker());
                services.AddProfileTwoFactor().ConfigureScheme(scheme ?? (_ => { }));
            },
            package =>
            {
                package.ConnectionCheckInterval = TimeSpan.FromMinutes(5);
                package.WindowLifetime = TickerHosts.Lapse;
            },
            kestrel: true
        );
}
