using System.Diagnostics;
using Npgsql;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A PostgreSQL of the tests' own, on a private socket in a temporary folder.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);
    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);

    /// <summary>What a test's own statements have in place of the nodes' short wait for a connection: a busy machine may take longer.</summary>
    public const string ForAdministrators = ";Pooling=false;Timeout=60;Command Timeout=120";

    /// <summary>For hundreds of callers at once, who wait for one of the connections as long as it takes: how fast they are served isn't what is tested.</summary>
    public const string ForCrowds = ";Timeout=60";

    private readonly string _folder;
    private ServerProcess? _process;
    private int _databases;

    private PostgresServer(string folder) => _folder = folder;

    /// <summary>One for all tests that only need a database. It ends with the test process.</summary>
    public static Task<PostgresServer> Shared => SharedServer.Value;

    public ServerProcess Process => _process!;

    /// <summary>The folder of its socket; the socket itself is <c>.s.PGSQL.5432</c> in it.</summary>
    public string SocketFolder => _folder;

    public string ConnectionString(string database) =>
        $"Host={_folder};Username=postgres;Database={database};Timeout=3;Maximum Pool Size=30";

    /// <summary>For tests that stop, hang or damage it.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var folder = await CreateFolderAsync();
        var server = new PostgresServer(folder);
        // Creating one from nothing takes longer than most tests that need one of their own.
        await RunAsync("/bin/cp", ["--archive", await Template.Value, server.Data]);
        await server.StartAsync();
        return server;
    }

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Remove();
        return server;
    }

    private static async Task<string> CreateTemplateAsync()
    {
        var folder = await CreateFolderAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var data = Path.Combine(folder, "data");
        string[] create =
        [
            ServerPrograms.InitDb!,
            "--pgdata=" + data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ];
        var command = AsPostgres(create).ToArray();
        await RunAsync(command[0], command[1..]);
        return data;
    }

    private static async Task<string> CreateFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-pg-").FullName;
        await RunAsync("/bin/chmod", ["0755", folder]);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("/bin/chown", ["postgres", folder]);
        }

        return folder;
    }

    public async Task StartAsync()
    {
        string[] command =
        [
            ServerPrograms.Postgres!,
            "-D",
            Data,
            "-c",
            "listen_addresses=",
            "-c",
            $"unix_socket_directories={_folder}",
            "-c",
            "max_connections=400",
            // In its folder, so that nothing is left of one that is killed.
            "-c",
            "dynamic_shared_memory_type=mmap",
            // Safe here: processes are killed, the machine is not.
            "-c",
            "fsync=off",
        ];
        _process = await ServerProcess.StartAsync(_folder, AsPostgres(command));
        await Eventually.TrueAsync(AnswersAsync, $"PostgreSQL answers\n{_process.Output}");
    }

    /// <summary>Immediate shutdown: connections are cut, nothing is written any more.</summary>
    public async Task StopAtOnceAsync()
    {
        const int signalQuit = 3;
        Process.Send(signalQuit);
        await Eventually.TrueAsync(
            () => Task.FromResult(Process.HasExited),
            "PostgreSQL has ended"
        );
        Process.Dispose();
    }

    /// <summary>An empty database, or the copy of one.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(
            "postgres",
            $"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}"
        );
        return ConnectionString(name);
    }

    /// <summary>Only an idle database can be copied: from now on no one can connect to it.</summary>
    public Task CloseForCopiesAsync(string database) =>
        ExecuteAsync(
            "postgres",
            $"ALTER DATABASE {database} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        );

    /// <summary>Removes a database, with the connections that pools of nodes keep to it.</summary>
    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync(
            "postgres",
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)"
        );

    /// <summary>A backup as an administrator makes it, while others work.</summary>
    /// <returns>What <see cref="RestoreAsync"/> takes.</returns>
    public async Task<string> BackUpAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var file = Path.Combine(Path.GetTempPath(), $"ptf-backup-{Guid.NewGuid():N}");
        await RunAsync(
            ServerPrograms.PgDump!,
            [.. AsAdministrator, "--format=custom", "--file=" + file, "--dbname=" + database]
        );
        return file;
    }

    /// <summary>All rows as SQL, as an administrator reads them.</summary>
    /// <returns>The file.</returns>
    public async Task<string> WriteAsTextAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var file = Path.Combine(Path.GetTempPath(), $"ptf-dump-{Guid.NewGuid():N}");
        await RunAsync(
            ServerPrograms.PgDump!,
            [.. AsAdministrator, "--inserts", "--file=" + file, "--dbname=" + database]
        );
        return file;
    }

    /// <returns>The connection string of a new database with what was backed up. The backup is gone.</returns>
    public async Task<string> RestoreAsync(string backup)
    {
        var connectionString = await CreateDatabaseAsync();
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await RunAsync(
            ServerPrograms.PgRestore!,
            [.. AsAdministrator, "--exit-on-error", "--dbname=" + database, backup]
        );
        File.Delete(backup);
        return connectionString;
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(
            ConnectionString(database) + ForAdministrators
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    private void Remove()
    {
        _process?.Kill();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Where its files are, the log of all that was ever written included.</summary>
    public string Data => Path.Combine(_folder, "data");

    private string[] AsAdministrator => ["--host=" + _folder, "--username=postgres"];

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("postgres", "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return Process.HasExited
                ? throw new InvalidOperationException($"PostgreSQL ended:\n{Process.Output}")
                : false;
        }
    }

    // It refuses to run as root, as which containers run tests.
    private static IEnumerable<string> AsPostgres(string[] command) =>
        Environment.IsPrivilegedProcess
            ?
            [
                "/usr/bin/setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                .. command,
            ]
            : command;

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = "/",
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {errors}");
        }
    }
}
