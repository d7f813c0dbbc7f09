using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using Yarp.ReverseProxy.Configuration;

namespace ProfileTwoFactor.IntegrationTests.Proxies.Support;

/// <summary>A host whose endpoints are YARP's routes.</summary>
public static class ProxyHosts
{
    public static Task<GateHost> StartAsync(
        Backend backend,
        IReadOnlyList<RouteConfig> routes,
        Action<ProfileTwoFactorOptions>? options = null,
        ILoggerProvider? log = null,
        Action<IServiceCollection>? services = null
    ) =>
        GateHost.StartAsync(
            endpoints => endpoints.MapReverseProxy(),
            all =>
            {
                all.AddProxyTo(backend, [.. routes]);
                if (log is not null)
                {
                    all.AddSingleton(log);
                }

                services?.Invoke(all);
            },
            package =>
            {
                package.ConnectionCheckInterval = TimeSpan.FromMinutes(5);
                options?.Invoke(package);
            },
            pipeline: app =>
            {
                app.UseWebSockets();
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            kestrel: true
        );

    public static RouteConfig Route(string path, string? policy = "ProfileTwoFactor") =>
        new()
        {
            RouteId = path,
            ClusterId = "backend",
            Match = new RouteMatch { Path = path },
            AuthorizationPolicy = policy,
        };

    public static void AddProxyTo(
        this IServiceCollection services,
        Backend backend,
        params RouteConfig[] routes
    ) => services.AddReverseProxy().LoadFromMemory(routes, [Cluster(backend)]);

    /// <summary>What a proxy does when its configuration file changes.</summary>
    public static void Reload(this GateHost host, Backend backend, params RouteConfig[] routes) =>
        host
            .App.Services.GetRequiredService<InMemoryConfigProvider>()
            .Update(routes, [Cluster(backend)]);

    private static ClusterConfig Cluster(Backend backend) =>
        new()
        {
            ClusterId = "backend",
            Destinations = new Dictionary<string, DestinationConfig>
            {
                ["one"] = new() { Address = backend.Address },
            },
        };
}
