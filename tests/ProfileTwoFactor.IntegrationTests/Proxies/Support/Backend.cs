using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Proxies.Support;

/// <summary>The server behind the proxy: it knows of no profiles, and answers every caller that reaches it.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<Backend> StartAsync(Ticker ticker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/socket/{**rest}", context => SocketAsync(ticker, context));
        app.MapGet(
            "/events/{**rest}",
            (CancellationToken cancelled) =>
                TypedResults.ServerSentEvents(ticker.ItemsAsync(cancelled))
        );
        app.MapFallback(() => "from the backend");
        await app.StartAsync();
        return new Backend(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task SocketAsync(Ticker ticker, HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await foreach (var item in ticker.ItemsAsync(context.RequestAborted))
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(item),
                WebSocketMessageType.Text,
                endOfMessage: true,
                context.RequestAborted
            );
        }
    }
}
