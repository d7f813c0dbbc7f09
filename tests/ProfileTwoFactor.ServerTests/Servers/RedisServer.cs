using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A Redis of the tests' own, on a random port of the loopback. After a restart it has the same port.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> SharedServer = new(() => StartNewAsync());

    private readonly string[] _options;
    private ServerProcess? _process;

    private RedisServer(string folder, string[] options)
    {
        Folder = folder;
        _options = options;
    }

    /// <summary>One for all tests that only need a cache. It ends with the test process.</summary>
    public static Task<RedisServer> Shared => SharedServer.Value;

    public ServerProcess Process => _process!;

    public int Port { get; private set; }

    /// <summary>Where it keeps its snapshots.</summary>
    public string Folder { get; }

    public string ConnectionString => ConnectionStringTo(Port);

    /// <summary>The same for a port that leads to it.</summary>
    public static string ConnectionStringTo(int port) =>
        $"127.0.0.1:{port},connectTimeout=1000,syncTimeout=500,connectRetry=1,abortConnect=false";

    /// <summary>For tests that stop, hang or fill it.</summary>
    /// <param name="options">More of its options, such as <c>--maxmemory 2mb</c>.</param>
    public static async Task<RedisServer> StartNewAsync(params string[] options)
    {
        var server = new RedisServer(
            Directory.CreateTempSubdirectory("ptf-redis-").FullName,
            options
        );
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        // Somebody else may take the port in between; then another one is tried, but not after a restart.
        for (var attempt = 0; ; attempt++)
        {
            var port = Port == 0 ? FreePort() : Port;
            _process = await ServerProcess.StartAsync(
                Folder,
                [
                    ServerPrograms.Redis!,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    port.ToString(CultureInfo.InvariantCulture),
                    "--dir",
                    Folder,
                    "--save",
                    "",
                    .. _options,
                ]
            );
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

    private async Task<bool> IsOursAsync(int port)
    {
        try
        {
            using var connection = await ConnectAsync(port);
            var info = (string)await connection.GetDatabase().ExecuteAsync("INFO", "server");
            return info.Contains($"process_id:{Process.Id}\r", StringComparison.Ordinal);
        }
        catch (RedisException)
        {
            return false;
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(int port) =>
        ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{port},connectTimeout=2000,connectRetry=1,allowAdmin=true"
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
