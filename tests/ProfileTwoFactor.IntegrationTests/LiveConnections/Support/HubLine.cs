using System.Text;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>One hub connection of a browser: the JSON hub protocol over any of the three transports of the server in memory.</summary>
public sealed class HubLine : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ILineTransport _transport;
    private readonly StringBuilder _received = new();
    private int _invocations;

    private HubLine(ILineTransport transport) => _transport = transport;

    /// <param name="host">The server.</param>
    /// <param name="browser">Whose cookies are sent.</param>
    /// <param name="path">The hub.</param>
    /// <param name="transport">How to connect.</param>
    /// <param name="settled">Whether to wait until the hub has let the connection in; the handshake is answered before.</param>
    public static async Task<HubLine> ConnectAsync(
        GateHost host,
        Browser browser,
        string path = "/live/acme",
        Transport transport = Transport.WebSockets,
        bool settled = true
    )
    {
        var line = new HubLine(
            transport switch
            {
                Transport.WebSockets => await SocketTransport.OpenAsync(host, browser, path),
                Transport.ServerSentEvents => await EventsTransport.OpenAsync(host, browser, path),
                _ => await PollingTransport.OpenAsync(host, browser, path),
            }
        );
        await line.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await line.ReceiveAsync());
        if (settled)
        {
            Assert.Equal(("there", null), await line.InvokeAsync("Ping"));
            await line._transport.SettleAsync();
        }

        return line;
    }

    /// <summary>What a method answers: its result, or the error the server tells.</summary>
    public async Task<(string? Result, string? Error)> InvokeAsync(string method)
    {
        var id = $"{++_invocations}";
        await SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[]}"""
        );
        while (true)
        {
            var text = await ReceiveAsync() ?? throw new InvalidOperationException("Closed.");
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

    public Task StreamAsync(string method) =>
        SendAsync($$"""{"type":4,"invocationId":"s","target":"{{method}}","arguments":[]}""");

    /// <summary>Reads to the end of the connection and returns what the client was told before it.</summary>
    public async Task<ToldReason> EndAsync()
    {
        ToldReason? told = null;
        // Over all, since an open connection is pinged without end.
        using var limit = new CancellationTokenSource(Limit);
        while (await ReceiveAsync(limit.Token) is { } text)
        {
            using var message = JsonDocument.Parse(text);
            var root = message.RootElement;
            if (
                root.TryGetProperty("target", out var target)
                && target.GetString() == "TwoFactorRequired"
            )
            {
                Assert.Null(told);
                told = root.GetProperty("arguments")[0]
                    .Deserialize<ToldReason>(JsonSerializerOptions.Web);
            }
        }

        return told ?? throw new InvalidOperationException("Closed without a word.");
    }

    /// <summary>The next message, or null at the end.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return await ReceiveAsync(limit.Token);
    }

    private async Task<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var text = _received.ToString();
            var end = text.IndexOf(End, StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            if (await _transport.ReadAsync(cancellationToken) is not { } chunk)
            {
                return null;
            }

            _received.Append(chunk);
        }
    }

    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) => _transport.SendAsync(message + End);
}
