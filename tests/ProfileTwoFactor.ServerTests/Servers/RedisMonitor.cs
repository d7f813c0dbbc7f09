using System.Net;
using System.Net.Sockets;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Redis's <c>MONITOR</c>: what clients ask it.</summary>
internal sealed class RedisMonitor : IDisposable
{
    private readonly RedisServer _server;
    private readonly TcpClient _client = new();
    private readonly StreamReader _lines;

    private RedisMonitor(RedisServer server)
    {
        _server = server;
        _client.Connect(IPAddress.Loopback, server.Port);
        _lines = new StreamReader(_client.GetStream());
    }

    public static async Task<RedisMonitor> StartAsync(RedisServer server)
    {
        var monitor = new RedisMonitor(server);
        await monitor._client.GetStream().WriteAsync("*1\r\n$7\r\nMONITOR\r\n"u8.ToArray());
        await monitor._lines.ReadLineAsync();
        return monitor;
    }

    /// <returns>The commands on windows since the last call, such as <c>HMGET</c>, in their order.</returns>
    public async Task<IReadOnlyList<string>> CommandsAsync()
    {
        // What comes before this has been told when this is told.
        var marker = $"marker-{Guid.NewGuid():N}";
        await _server.ExecuteAsync("ECHO", marker);
        var commands = new List<string>();
        while (
            await _lines.ReadLineAsync() is { } line
            && !line.Contains(marker, StringComparison.Ordinal)
        )
        {
            if (line.Contains("\"heatmap:", StringComparison.Ordinal))
            {
                commands.Add(line.Split('"')[1].ToUpperInvariant());
            }
        }

        return commands;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _client.Dispose();
    }
}
