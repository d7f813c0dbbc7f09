using System.Net.WebSockets;
using System.Text;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

public sealed class SocketTransport(WebSocket socket) : ILineTransport
{
    private readonly byte[] _buffer = new byte[4096];

    public static async Task<ILineTransport> OpenAsync(GateHost host, Browser browser, string path)
    {
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
            request.Headers.Cookie = browser.Cookies.GetCookieHeader(
                new Uri("https://localhost" + path)
            );
        return new SocketTransport(
            await client.ConnectAsync(new Uri("wss://localhost" + path), CancellationToken.None)
        );
    }

    public Task SendAsync(string text) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await socket.ReceiveAsync(_buffer, cancellationToken);
        return read.MessageType == WebSocketMessageType.Close
            ? null
            : Encoding.UTF8.GetString(_buffer, 0, read.Count);
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }
}
