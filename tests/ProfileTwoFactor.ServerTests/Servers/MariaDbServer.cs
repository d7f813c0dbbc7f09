using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MySql.Data.MySqlClient;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A MariaDB of the tests' own, on a random port of the loopback. It ends with the test process.</summary>
internal sealed class MariaDbServer
{
    private static readonly Lazy<Task<MariaDbServer>> SharedServer = new(StartAsync);

    private readonly int _port;

    private MariaDbServer(int port) => _port = port;

    public static Task<MariaDbServer> Shared => SharedServer.Value;

    public static string? Program => Tools.Find("mariadbd");

    // Without the character set the client talks in three bytes a character, and what needs four arrives as question marks.
    public string ConnectionString(string database) =>
        $"Server=127.0.0.1;Port={_port};User ID=root;Database={database};SslMode=Disabled;CharSet=utf8mb4";

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new MySqlConnection(ConnectionString(""));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<MariaDbServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-mariadb-").FullName;
        await RunAsync("/bin/chmod", null, "0755", folder);
        string[] user = Environment.IsPrivilegedProcess ? ["--user=mysql"] : [];
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root, as which containers run tests.
            await RunAsync("/bin/chown", null, "mysql", folder);
        }

        // Both run as another user than this process, who can't write where this process keeps its files.
        var temporary = new Dictionary<string, string> { ["TMPDIR"] = folder };
        await RunAsync(
            Tools.Find("mariadb-install-db")!,
            temporary,
            [
                "--no-defaults",
                "--datadir=" + folder,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                .. user,
            ]
        );
        var port = FreePort();
        var process = await ServerProcess.StartAsync(
            folder,
            [
                Program!,
                "--no-defaults",
                "--datadir=" + folder,
                "--socket=" + Path.Combine(folder, "socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port.ToString(CultureInfo.InvariantCulture),
                "--skip-log-bin",
                // Safe here: processes are killed, the machine is not.
                "--innodb-flush-log-at-trx-commit=0",
                .. user,
            ],
            temporary
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.Kill();
            Directory.Delete(folder, recursive: true);
        };
        var server = new MariaDbServer(port);
        await Eventually.TrueAsync(
            () => server.AnswersAsync(process),
            $"MariaDB answers\n{process.Output}"
        );
        return server;
    }

    private async Task<bool> AnswersAsync(ServerProcess process)
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (MySqlException)
        {
            return process.HasExited
                ? throw new InvalidOperationException($"MariaDB ended:\n{process.Output}")
                : false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(
        string program,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {await output}{errors}");
        }
    }
}
