using System.Net.WebSockets;
using System.Text;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

/// <summary>An answer as its client reads it: a plain one line by line, a WebSocket message by message.</summary>
public sealed class OpenRead : IDisposable
{
    private readonly HttpClient? _client;
    private readonly StreamReader? _lines;
    private readonly ClientWebSocket? _socket;
    private readonly byte[] _buffer = new byte[4096];

    private OpenRead(HttpClient client, StreamReader lines)
    {
        _client = client;
        _lines = lines;
    }

    private OpenRead(ClientWebSocket socket) => _socket = socket;

    /// <summary>What the server said when it closed the WebSocket.</summary>
    public (WebSocketCloseStatus? Status, string? Text) Closed =>
        (_socket?.CloseStatus, _socket?.CloseStatusDescription);

    /// <summary>Opens and reads the first item.</summary>
    public static async Task<OpenRead> OpenAsync(GateHost host, Browser browser, string path)
    {
        var address = new Uri(host.Addresses[0], path);
        var cookies = browser.Cookies.GetCookieHeader(address);
        OpenRead read;
        if (path.StartsWith("/socket/", StringComparison.Ordinal))
        {
            var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Cookie", cookies);
            await socket.ConnectAsync(
                new UriBuilder(address) { Scheme = "ws" }.Uri,
                CancellationToken.None
            );
            read = new OpenRead(socket);
        }
        else
        {
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            read = new OpenRead(client, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        }

        Assert.Equal("first", await read.NextAsync());
        return read;
    }

    /// <summary>The next item; null when the answer is complete.</summary>
    /// <exception cref="IOException">It was cut off.</exception>
    public async Task<string?> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        if (_socket is not null)
        {
            return await NextMessageAsync(_socket, limit.Token);
        }

        while (await _lines!.ReadLineAsync(limit.Token) is { } line)
        {
            // The framing of server-sent events.
            var item = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : line;
            if (item.Length > 0)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Everything that still comes, and whether the answer was cut off.</summary>
    public async Task<(List<string> Items, bool CutOff)> ReadToEndAsync()
    {
        var items = new List<string>();
        try
        {
            while (await NextAsync() is { } item)
            {
                items.Add(item);
            }

            return (items, _socket?.CloseStatus is not null);
        }
        catch (Exception exception)
            when (exception is IOException or HttpRequestException or WebSocketException)
        {
            return (items, true);
        }
    }

    public void Dispose()
    {
        _lines?.Dispose();
        _client?.Dispose();
        _socket?.Dispose();
    }

    private async Task<string?> NextMessageAsync(ClientWebSocket socket, CancellationToken limit)
    {
        var read = await socket.ReceiveAsync(_buffer, limit);
        return read.MessageType == WebSocketMessageType.Close
            ? null
            : Encoding.UTF8.GetString(_buffer, 0, read.Count);
    }
}
