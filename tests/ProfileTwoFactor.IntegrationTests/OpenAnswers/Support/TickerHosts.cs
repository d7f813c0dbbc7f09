using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

/// <summary>Hosts on Kestrel whose endpoints write until they are told to stop.</summary>
public static class TickerHosts
{
    /// <summary>After this time without a request the windows of these hosts are over. Shorter than the interval, at which the host would look by itself.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromMinutes(2);

    public static Task<GateHost> StartAsync(
        Ticker ticker,
        Action<IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? services = null,
        Action<ProfileTwoFactorOptions>? options = null,
        TestDirectory? directory = null,
        Action<IServiceCollection>? authentication = null
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                MapTicker(routes, ticker);
                map?.Invoke(routes);
            },
            all =>
            {
                all.AddSingleton(ticker);
                // Code that pays no heed to the end of its request is not waited for when the host stops.
                all.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
                all.AddSingleton<TickerTransformer>();
                all.AddMvcWith(typeof(TickerController), typeof(TickerDynamicController));
                services?.Invoke(all);
            },
            package =>
            {
                // Rounds are run by hand; what changes in the process is looked at by itself.
                package.ConnectionCheckInterval = TimeSpan.FromMinutes(5);
                package.WindowLifetime = Lapse;
                options?.Invoke(package);
            },
            pipeline: app =>
            {
                app.UseWebSockets();
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            directory: directory,
            authentication: authentication,
            kestrel: true
        );

    /// <summary>Time enough for every answer to count as long, then what the interval would do.</summary>
    public static Task CheckAnswersAsync(this GateHost host)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        return host
            .App.Services.GetRequiredService<LiveConnectionWatcher>()
            .RunAsync(
                host.App.Services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>()
                    .TakeAll(),
                CancellationToken.None
            );
    }

    private static void MapTicker(IEndpointRouteBuilder routes, Ticker ticker)
    {
        var gated = routes.MapGroup("").RequireProfileTwoFactor();
        gated.MapGet("/p/{sid}", (string sid) => sid);
        gated.MapGet(
            "/events/{sid}",
            (CancellationToken cancelled) =>
                TypedResults.ServerSentEvents(ticker.ItemsAsync(cancelled))
        );
        gated.MapGet("/download/{sid}", () => Results.Stream(body => PumpAsync(ticker, body)));
        gated
            .MapGet("/kept/{sid}", () => Results.Stream(body => PumpAsync(ticker, body)))
            .KeepAnswersOpenWithoutProof();
        gated.Map("/socket/{sid}", context => SocketAsync(ticker, context));
        routes.MapControllers();
        routes.MapDynamicControllerRoute<TickerTransformer>("/dynamic/{who}");
    }

    /// <remarks>Looks at no token: a download is written by code that does not know of requests.</remarks>
    private static async Task PumpAsync(Ticker ticker, Stream body)
    {
        await foreach (var item in ticker.ItemsAsync())
        {
            await body.WriteAsync(Encoding.UTF8.GetBytes(item + "\n"));
            await body.FlushAsync();
        }
    }

    private static async Task SocketAsync(Ticker ticker, HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await foreach (var item in ticker.ItemsAsync())
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(item),
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
        }
    }
}
