using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A Redis of the tests' own, on a random port of the loopback. After a restart it has the same port.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly Func<int, string, string[]> _command;
    private ServerProcess? _process;

    private RedisServer(Func<int, string, string[]> command)
    {
        Folder = Directory.CreateTempSubdirectory("ptf-redis-").FullName;
        _command = command;
    }

    public ServerProcess Process => _process!;

    public int Port { get; private set; }

    /// <summary>Where it keeps its snapshots.</summary>
    public string Folder { get; }

    public string ConnectionString => ConnectionStringTo(Port);

    /// <summary>The same for a port that leads to it.</summary>
    /// <remarks>The client waits far longer than any deadline of the gate, which has to hold by itself.</remarks>
    public static string ConnectionStringTo(int port) =>
        $"127.0.0.1:{port},syncTimeout=60000,asyncTimeout=60000";

    /// <param name="options">More of its options, such as <c>--maxmemory 2mb</c>.</param>
    public static Task<RedisServer> StartNewAsync(params string[] options) =>
        StartNewAsync(
            (port, folder) =>
                [
                    ServerPrograms.Redis!,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Text(port),
                    "--dir",
                    folder,
                    "--save",
                    "",
                    .. options,
                ]
        );

    /// <summary>Microsoft's Garnet, which speaks the same protocol.</summary>
    public static Task<RedisServer> StartNewGarnetAsync() =>
        StartNewAsync(
            (port, _) =>
                [
                    "dotnet",
                    ServerPrograms.Garnet!,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Text(port),
                    "--memory",
                    "64m",
                    "--index",
                    "1m",
                ]
        );

    private static async Task<RedisServer> StartNewAsync(Func<int, string, string[]> command)
    {
        var server = new RedisServer(command);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        // Another process may take the port in between; then another one is tried, but not after a restart.
        for (var attempt = 0; ; attempt++)
        {
            var port = Port == 0 ? FreePort() : Port;
            _process = await ServerProcess.StartAsync(Folder, _command(port, Folder));
            await Eventually.TrueAsync(
                async () => _process.HasExited || await IsOursAsync(port),
                $"Redis answers\n{_process.Output}"
            );
            if (!_process.HasExited)
            {
                Port = port;
                return;
            }

            if (attempt == 5 || Port != 0)
            {
                throw new InvalidOperationException($"Redis ended:\n{_process.Output}");
            }
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill() => Process.Kill();

    /// <summary>A command by an administrator.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        using var connection = await ConnectAsync(Port);
        return await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Without a client: it would try again only after a while, and this is asked often.
    private async Task<bool> IsOursAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            await client
                .GetStream()
                .WriteAsync("*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n*1\r\n$4\r\nQUIT\r\n"u8.ToArray());
            using var reader = new StreamReader(client.GetStream());
            var info = await reader.ReadToEndAsync();
            // Garnet doesn't say which process it is, and one with a password says nothing to strangers.
            return info.Contains("garnet_version:", StringComparison.Ordinal)
                || info.StartsWith("-NOAUTH", StringComparison.Ordinal)
                || info.Contains($"process_id:{Process.Id}\r", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(int port) =>
        ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{port},connectTimeout=60000,syncTimeout=60000,asyncTimeout=60000,connectRetry=1,allowAdmin=true"
        );

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
