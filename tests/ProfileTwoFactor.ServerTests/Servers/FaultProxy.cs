using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Stands between a client and a server and does what networks do: it swallows, delays and cuts.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Socket, bool> _clients = new();
    private EndPoint _server;
    private byte[]? _cutAfter;
    private byte[]? _counted;
    private int _cuts;
    private int _count;

    public FaultProxy(EndPoint server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>True: nothing goes either way any more, and no one is told.</summary>
    public bool SwallowsEverything { get; set; }

    /// <summary>How long each piece of an answer is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How often an answer was cut off.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>How often the text of <see cref="StartCounting"/> was sent to the server since.</summary>
    public int Count => Volatile.Read(ref _count);

    public static FaultProxy To(PostgresServer server) =>
        new(new UnixDomainSocketEndPoint(Path.Combine(server.SocketFolder, ".s.PGSQL.5432")));

    public static FaultProxy To(RedisServer server) =>
        new(new IPEndPoint(IPAddress.Loopback, server.Port));

    /// <summary>The next request with this text in it reaches the server; its answer does not come back, and the connection is cut.</summary>
    public void CutTheAnswerTo(string text) =>
        Volatile.Write(ref _cutAfter, Encoding.ASCII.GetBytes(text));

    /// <summary>Counts requests with this text in them, whether or not they reach the server.</summary>
    public void StartCounting(string text)
    {
        Volatile.Write(ref _count, 0);
        Volatile.Write(ref _counted, Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Another server stands at this address from now on; connections to the earlier one end.</summary>
    public void MoveTo(RedisServer server)
    {
        Volatile.Write(ref _server, new IPEndPoint(IPAddress.Loopback, server.Port));
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        _end.Cancel();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                _ = ForwardAsync(client);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var target = Volatile.Read(ref _server);
        using var server = new Socket(
            target.AddressFamily,
            SocketType.Stream,
            target.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp
        );
        using (client)
        {
            _clients.TryAdd(client, true);
            try
            {
                await server.ConnectAsync(target, _end.Token);
                var line = new Line();
                await Task.WhenAny(
                    RequestsAsync(client, server, line),
                    AnswersAsync(server, client, line)
                );
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or SocketException)
            {
                // The server is down: the client sees a connection that ends.
            }
            finally
            {
                _clients.TryRemove(client, out _);
            }
        }
    }

    private async Task RequestsAsync(Socket client, Socket server, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
        {
            var piece = buffer.AsMemory(0, count);
            if (
                Volatile.Read(ref _cutAfter) is { } text
                && piece.Span.IndexOf(text) >= 0
                && Interlocked.CompareExchange(ref _cutAfter, null, text) == text
            )
            {
                line.IsCut = true;
            }

            if (Volatile.Read(ref _counted) is { } counted)
            {
                Interlocked.Add(ref _count, piece.Span.Count(counted));
            }

            if (!SwallowsEverything)
            {
                await server.SendAsync(piece, _end.Token);
            }
        }
    }

    private async Task AnswersAsync(Socket server, Socket client, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await server.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (line.IsCut)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }

            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, _end.Token);
            }

            if (!SwallowsEverything)
            {
                await client.SendAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
    }

    private sealed class Line
    {
        public volatile bool IsCut;
    }
}
