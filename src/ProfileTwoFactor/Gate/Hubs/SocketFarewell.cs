using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Ends a WebSocket with a close message. One that a proxy hands through is not one of ours: its connection is cut.</summary>
internal sealed class SocketFarewell : IAnswerFarewell, IHttpWebSocketFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly IHttpWebSocketFeature _inner;
    private WebSocket? _socket;

    private SocketFarewell(HttpContext context, IHttpWebSocketFeature inner)
    {
        _context = context;
        _inner = inner;
        context.Features.Set<IHttpWebSocketFeature>(this);
    }

    public bool IsWebSocketRequest => _inner.IsWebSocketRequest;

    public static SocketFarewell? For(HttpContext context) =>
        context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } sockets
            ? new SocketFarewell(context, sockets)
            : null;

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context)
    {
        var socket = await _inner.AcceptAsync(context);
        Volatile.Write(ref _socket, socket);
        return socket;
    }

    /// <remarks>Nothing can be sent after the close message, and the framework lets it be sent between two messages of the endpoint.</remarks>
    public async Task<bool> BeginAsync(TwoFactorError reason)
    {
        if (Volatile.Read(ref _socket) is not { } socket)
        {
            return false;
        }

        await socket.CloseOutputAsync(
            WebSocketCloseStatus.PolicyViolation,
            $"two-factor: {reason.Code}",
            CancellationToken.None
        );
        return true;
    }

    public void Complete(HttpContext context, TwoFactorError reason) { }

    public void Dispose() => _context.Features.Set(_inner);
}
