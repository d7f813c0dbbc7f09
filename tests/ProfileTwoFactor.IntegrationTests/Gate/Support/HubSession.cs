using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>A SignalR client of a few lines: the JSON hub protocol over a WebSocket of the server in memory.</summary>
public sealed class HubSession : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly WebSocket _socket;
    private readonly StringBuilder _received = new();
    private int _invocations;

    private HubSession(WebSocket socket) => _socket = socket;

    /// <exception cref="InvalidOperationException">The server refused the connection; the message holds the status.</exception>
    public static async Task<HubSession> ConnectAsync(GateHost host, Browser browser, string path)
    {
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
            request.Headers.Cookie = browser.Cookies.GetCookieHeader(
                new Uri("https://localhost" + path)
            );
        var socket = await client.ConnectAsync(new Uri("wss://localhost" + path), Limit().Token);
        var session = new HubSession(socket);
        await session.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await session.ReceiveAsync());
        return session;
    }

    /// <summary>The completion of a call: its result, or the error the server tells.</summary>
    public async Task<(string? Result, string? Error)> InvokeAsync(string method)
    {
        var id = (++_invocations).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[]}"""
        );
        while (true)
        {
            var text =
                await ReceiveAsync() ?? throw new InvalidOperationException("Connection closed.");
            using var message = JsonDocument.Parse(text);
            var root = message.RootElement;
            if (root.GetProperty("type").GetInt32() == 3)
            {
                return (
                    root.TryGetProperty("result", out var result) ? result.GetString() : null,
                    root.TryGetProperty("error", out var error) ? error.GetString() : null
                );
            }
        }
    }

    /// <summary>The next message, or null when the server closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var text = _received.ToString();
            var end = text.IndexOf(End, StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            var read = await _socket.ReceiveAsync(buffer, Limit().Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _received.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message + End),
            WebSocketMessageType.Text,
            endOfMessage: true,
            Limit().Token
        );

    private static CancellationTokenSource Limit() => new(TimeSpan.FromSeconds(60));
}
