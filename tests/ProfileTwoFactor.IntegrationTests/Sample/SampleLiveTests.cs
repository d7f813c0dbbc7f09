using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The hub, spoken to as the page's script does.</summary>
public sealed class SampleLiveTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Hub_OfAMember_SendsClicks()
    {
        var mark = await _site.SignedInAsync("mark");
        using var socket = await ConnectAsync(mark);

        var click = await InvocationAsync(socket, "Click");

        Assert.Contains(click.GetProperty("heatmapId").GetString(), new[] { "home", "pricing" });
        Assert.InRange(click.GetProperty("x").GetInt32(), 0, 1000);
    }

    [Fact]
    public async Task Hub_WithoutACode_IsRefused()
    {
        var olivia = await _site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var mark = await _site.SignedInAsync("mark");
        var zoe = await _site.SignedInAsync("zoe");

        var unbound = await mark.PostAsync("/hubs/live/acme/negotiate?negotiateVersion=1");
        var outsider = await zoe.PostAsync("/hubs/live/acme/negotiate?negotiateVersion=1");
        var stranger = await _site.NewBrowser().PostAsync("/hubs/live/acme/negotiate");

        Assert.Equal("binding-required", unbound.Code);
        Assert.Equal("not-a-member", outsider.Code);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.Status);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => ConnectAsync(mark));
    }

    [Fact]
    public async Task Hub_CalledFromAnotherSite_IsRefused()
    {
        var mark = await _site.SignedInAsync("mark");
        using var socket = await ConnectAsync(mark, "https://evil.example");

        await Assert.ThrowsAnyAsync<Exception>(() => InvocationAsync(socket, "Click"));
    }

    private async Task<WebSocket> ConnectAsync(Browser browser, string? origin = null)
    {
        var client = _site.Server.CreateWebSocketClient();
        var uri = new Uri("https://localhost/hubs/live/acme");
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = browser.Cookies.GetCookieHeader(uri);
            request.Headers.Origin = origin ?? "https://localhost";
        };
        var socket = await client.ConnectAsync(
            new UriBuilder(uri) { Scheme = "wss" }.Uri,
            CancellationToken.None
        );
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            true,
            CancellationToken.None
        );
        return socket;
    }

    private async Task<JsonElement> InvocationAsync(WebSocket socket, string target)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer, deadline.Token);
            while (!receiving.IsCompleted)
            {
                // The visitors are made up by the site's clock.
                _site.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(receiving, Task.Delay(TimeSpan.FromMilliseconds(10)));
            }

            var received = await receiving;
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            var text = Encoding.UTF8.GetString(buffer, 0, received.Count);
            foreach (var record in text.Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
            {
                var message = JsonDocument.Parse(record).RootElement;
                if (message.TryGetProperty("target", out var named) && named.GetString() == target)
                {
                    return message.GetProperty("arguments")[0];
                }
            }
        }
    }
}
