using System.Net;
using System.Net.Sockets;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A Postfix of the tests' own with its default settings, on a random port of the loopback, which hands every mail to one next server.</summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServerProcess _process;

    private PostfixServer(string folder, ServerProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>What it wrote to its log.</summary>
    public string Log =>
        File.Exists(LogOf(_folder)) ? File.ReadAllText(LogOf(_folder)) : _process.Output;

    public static async Task<PostfixServer> StartAsync(int nextPort)
    {
        var folder = Directory.CreateTempSubdirectory("ptf-postfix-").FullName;
        // Its parts run as another user.
        await RunAsync("chmod", "755", folder);
        var port = FreePort();
        var settings = Directory.CreateDirectory(Path.Combine(folder, "conf")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "queue"));
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await RunAsync("chown", "postfix", data);
        await File.WriteAllTextAsync(
            Path.Combine(settings, "main.cf"),
            SettingsOf(folder, nextPort)
        );
        await File.WriteAllTextAsync(Path.Combine(settings, "master.cf"), ServicesOf(port));
        var process = await ServerProcess.StartAsync(
            folder,
            [Tools.Find("postfix")!, "-c", settings, "start-fg"]
        );
        var server = new PostfixServer(folder, process, port);
        await Eventually.TrueAsync(
            async () => process.HasExited || await AnswersAsync(port),
            $"Postfix answers\n{process.Output}"
        );
        Assert.False(process.HasExited, $"{process.Output}\n{server.Log}");
        return server;
    }

    public ValueTask DisposeAsync()
    {
        _process.Kill();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string LogOf(string folder) => Path.Combine(folder, "mail.log");

    private static string SettingsOf(string folder, int nextPort) =>
        $"""
            compatibility_level = 3.6
            queue_directory = {folder}/queue
            data_directory = {folder}/data
            maillog_file = {LogOf(folder)}
            maillog_file_prefixes = {folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mail.example.com
            mydestination =
            local_recipient_maps =
            relayhost = [127.0.0.1]:{nextPort}

            """;

    private static string ServicesOf(int port) =>
        $"""
            127.0.0.1:{port} inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd

            """;

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync() is { } greeting
                && greeting.StartsWith("220 ", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
