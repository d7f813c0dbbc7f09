using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

public static class LiveHosts
{
    /// <summary>For how long a connection that no one can decide about stays: a decision's lifetime and a dependency's deadline.</summary>
    internal static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5) + GateHost.Patience;

    /// <summary>A host whose interval never comes while a test runs, unless the test names one: rounds are run by hand, and what changes in the process is looked at by itself.</summary>
    public static Task<GateHost> StartAsync(
        Action<ProfileTwoFactorOptions>? options = null,
        HubProbe? probe = null,
        Action<IServiceCollection>? services = null,
        Action<IServiceCollection>? authentication = null,
        TimeSpan? interval = null
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapHub<LiveHub>("/live/{sid}");
                routes.MapHub<PassiveHub>("/passive/{sid}");
                routes.MapHub<PlainHub>("/plain/{sid}").RequireProfileTwoFactor();
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
            },
            all =>
            {
                all.AddSignalR();
                all.AddSingleton(probe ?? new HubProbe());
                // A test advances the time by hours. A round that this begins could read the activity before the next step of the test, and
                // judge it after the one that follows.
                if (interval is null)
                {
                    all.Replace(
                        ServiceDescriptor.Singleton(provider =>
                            ActivatorUtilities.CreateInstance<LiveConnectionWatcher>(
                                provider,
                                new StillTimestamps(provider.GetRequiredService<TimeProvider>())
                            )
                        )
                    );
                }

                services?.Invoke(all);
            },
            package =>
            {
                package.ConnectionCheckInterval = interval ?? TimeSpan.FromMinutes(5);
                options?.Invoke(package);
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.Use(
                    (context, next) =>
                    {
                        if (
                            HttpMethods.IsGet(context.Request.Method)
                            && context.Request.Query["id"] is [{ } token]
                        )
                        {
                            context
                                .RequestServices.GetRequiredService<HubProbe>()
                                .Polls(token)
                                .Release();
                        }

                        return next(context);
                    }
                );
            },
            authentication: authentication
        );

    /// <summary>What the interval would do.</summary>
    public static Task CheckConnectionsAsync(this GateHost host) =>
        host
            .App.Services.GetRequiredService<LiveConnectionWatcher>()
            .RunAsync(
                host.App.Services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>()
                    .TakeAll(),
                CancellationToken.None
            );

    public static int ConnectionCount(this GateHost host) =>
        host
            .App.Services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>()
            .Count;
}
