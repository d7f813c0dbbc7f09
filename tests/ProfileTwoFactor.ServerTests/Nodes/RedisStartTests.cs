using System.Net;
using System.Net.Sockets;
using System.Text;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>What the sample does with <c>ConnectionStrings:Redis</c> at its start.</summary>
[Collection(Cluster.First)]
public sealed class RedisStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ptf-sample-").FullName;

    private readonly NodeProcesses _processes = NodeProcesses.Rent();

    public void Dispose()
    {
        _processes.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [RedisFact]
    public async Task Sample_AsItIsBuilt_KeepsWindowsInRedis()
    {
        await using var redis = await RedisServer.StartNewAsync();
        var environment = Settings($"127.0.0.1:{redis.Port}")
            .ToDictionary(
                setting => setting.Key.Replace(":", "__", StringComparison.Ordinal),
                setting => setting.Value
            );
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        environment["DOTNET_ENVIRONMENT"] = "Production";
        // The clock is the machine's, which may be busy.
        environment["ProfileTwoFactor__DependencyTimeout"] = "00:00:20";
        environment["ProfileTwoFactor__ToleratedSteps"] = "2";
        // The program that "dotnet run" and "dotnet publish" make, and nothing of the tests' in it.
        using var sample = await ServerProcess.StartAsync(
            _folder,
            [
                "dotnet",
                SampleNode.BuiltProgram("samples/HeatmapSite", "HeatmapSite"),
                $"--contentRoot={Path.Combine(SampleNode.Checkout, "samples/HeatmapSite")}",
            ],
            environment
        );
        try
        {
            var address = await SampleNode.ListeningAsync(sample, () => sample.Output);
            var olivia = await NodeBrowser.SignedInAsync(address, "olivia");
            using var client = olivia.At(address);
            await client.EnableTwoFactorAsync("acme", TimeProvider.System);

            using var gated = await client.GetAsync("/api/p/acme/heatmaps");
            Assert.Equal(HttpStatusCode.OK, gated.StatusCode);
            Assert.Single((string[])(await redis.ExecuteAsync("KEYS", "heatmap:ptf:w:*"))!);
            Assert.DoesNotContain(
                "are stored in the memory",
                sample.Output,
                StringComparison.Ordinal
            );
        }
        finally
        {
            sample.Kill();
        }
    }

    [Fact]
    public async Task Sample_WithoutRedis_SaysOnceWhatOtherNodesCantRead()
    {
        await using var node = await StartNodeAsync(redis: "");

        Assert.Equal(1, Count(node.Log, "are stored in the memory of this process"));
        Assert.Equal(1, Count(node.Log, "Data Protection keys are stored in the folder"));
    }

    [RedisTheory]
    [InlineData("")]
    [InlineData(",password=wrong")]
    [InlineData(",user=nobody,password=right")]
    public async Task Redis_ThatRefusesThePassword_StopsTheStartWithOneMessage(string password)
    {
        await using var redis = await RedisServer.StartNewAsync("--requirepass", "right");

        await IsRefusedAsync($"127.0.0.1:{redis.Port}{password}", "refuses the user or password");

        await using var node = await StartNodeAsync($"127.0.0.1:{redis.Port},password=right");
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("-NOPROTO unsupported protocol version\r\n")]
    public async Task Server_OfAnotherProtocol_StopsTheStartWithOneMessage(string answer)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        _ = AnswerAsync(server, Encoding.ASCII.GetBytes(answer));

        await IsRefusedAsync(
            $"127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}",
            "doesn't speak a protocol of Redis"
        );
    }

    [Theory]
    [InlineData("127.0.0.1:redis")]
    [InlineData("http://127.0.0.1:6379")]
    [InlineData("127.0.0.1:6379,protocol=resp9")]
    public Task Redis_AddressThatCantBeParsed_StopsTheStartWithOneMessage(string connection) =>
        IsRefusedAsync(connection, "is not a valid connection string for Redis");

    [Fact]
    public async Task Redis_ThatIsDown_DoesNotStopTheStartAndIsSaidOnce()
    {
        await using var node = await StartNodeAsync(
            // Nothing listens there.
            "127.0.0.1:1,abortConnect=true"
        );

        Assert.Equal(1, Count(node.Log, "Redis isn't reachable."));
        await NodeBrowser.SignedInAsync(node, "olivia");
    }

    private async Task IsRefusedAsync(string connection, string message)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StartNodeAsync(connection)
        );

        Assert.Contains("ConnectionStrings:Redis", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private async Task<SampleNode> StartNodeAsync(string redis) =>
        await SampleNode.StartAsync(Settings(redis), await _processes.ForAsync(0));

    private Dictionary<string, string> Settings(string redis) =>
        new()
        {
            ["ConnectionStrings:Redis"] = redis,
            ["ConnectionStrings:Database"] = $"Data Source={_folder}/heatmap.db",
            ["DataProtection:KeysPath"] = Path.Combine(_folder, "keys"),
            ["Seed:Demo"] = "true",
            ["Session:SecureCookie"] = "SameAsRequest",
        };

    /// <summary>Says the same to each command.</summary>
    private static async Task AnswerAsync(TcpListener server, byte[] answer)
    {
        try
        {
            using var client = await server.AcceptSocketAsync();
            _ = AnswerAsync(server, answer);
            var buffer = new byte[4096];
            while (await client.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var i = buffer.AsSpan(0, count).Count((byte)'*'); i > 0; i--)
                {
                    await client.SendAsync(answer);
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
