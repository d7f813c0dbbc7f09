using System.Globalization;
using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Nodes on one database and one Redis of their own, with a clock that tests move.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The two collections of tests with clusters: more of them side by side would only wait for each other.</summary>
    public const string First = "clusters";

    /// <inheritdoc cref="First"/>
    public const string Second = "more clusters";

    private readonly string _folder = Directory.CreateTempSubdirectory("ptf-cluster-").FullName;
    private readonly List<SampleNode> _nodes = [];
    private readonly NodeProcesses _processes = NodeProcesses.Rent();
    private readonly bool _killsNodes;
    private readonly bool _breaksPostgres;
    private readonly HashSet<string> _databases = [];

    private Cluster(
        PostgresServer postgres,
        RedisServer redis,
        bool breaksPostgres,
        bool killsNodes
    )
    {
        _breaksPostgres = breaksPostgres;
        _killsNodes = killsNodes;
        Postgres = postgres;
        Redis = redis;
        Clock = new NodeClock(Path.Combine(_folder, "clock"));
        Patience = new NodePatience(Path.Combine(_folder, "patience"));
    }

    /// <summary>False where a server is missing and its tests are left out.</summary>
    public static bool CanRun =>
        ServerPrograms.Postgres is not null && ServerPrograms.Redis is not null;

    /// <summary>For files of a test; it goes with the cluster.</summary>
    public string Folder => _folder;

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    public NodeClock Clock { get; }

    public NodePatience Patience { get; }

    public IReadOnlyList<SampleNode> Nodes => _nodes;

    /// <summary>The settings of every node; changed before a node is added, they hold for that one.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <param name="nodes">How many; more can be added.</param>
    /// <param name="configure">Changes the settings of all nodes.</param>
    /// <param name="breaksPostgres">True: a PostgreSQL of its own, which the test may stop, hang or damage.</param>
    /// <param name="killsNodes">True: each node is a process of its own, which the test may kill.</param>
    /// <param name="startRedis">Starts what stands in for Redis.</param>
    public static async Task<Cluster> StartAsync(
        int nodes,
        Action<Dictionary<string, string>>? configure = null,
        bool breaksPostgres = false,
        bool killsNodes = false,
        Func<Task<RedisServer>>? startRedis = null
    )
    {
        var cluster = new Cluster(
            await (breaksPostgres ? PostgresServer.StartNewAsync() : PostgresServer.Shared),
            await (startRedis is null ? RedisServer.StartNewAsync() : startRedis()),
            breaksPostgres,
            killsNodes
        );
        await cluster.Clock.AdvanceAsync(TimeSpan.Zero);
        await cluster.Patience.ResetAsync();
        cluster.Settings["Database:Provider"] = "Postgres";
        cluster.Settings["ConnectionStrings:Database"] = await SiteDatabase.CreateAsync(
            cluster.Postgres
        );
        cluster.Settings["ConnectionStrings:Redis"] = cluster.Redis.ConnectionString;
        cluster.Settings["Seed:Demo"] = "true";
        cluster.Settings["Node:CheapPasswords"] = "true";
        cluster.Settings["Node:ClockFile"] = cluster.Clock.File;
        cluster.Settings["Node:PatienceFile"] = cluster.Patience.File;
        configure?.Invoke(cluster.Settings);
        for (var i = 0; i < nodes; i++)
        {
            await cluster.AddNodeAsync();
        }

        return cluster;
    }

    public async Task<SampleNode> AddNodeAsync()
    {
        var node = await (
            _killsNodes
                ? SampleNode.StartProcessAsync(Settings)
                : SampleNode.StartAsync(Settings, await _processes.ForAsync(_nodes.Count))
        );
        _nodes.Add(node);
        _databases.Add(Settings["ConnectionStrings:Database"]);
        return node;
    }

    /// <summary>A statement in the nodes' database.</summary>
    /// <returns>The first value of its answer, as text; empty without one.</returns>
    public async Task<string> SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            Settings["ConnectionStrings:Database"] + PostgresServer.ForAdministrators
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)
            ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _processes.Dispose();
        await Redis.DisposeAsync();
        if (_breaksPostgres)
        {
            await Postgres.DisposeAsync();
        }
        else
        {
            foreach (var database in _databases)
            {
                await Postgres.DropDatabaseAsync(database);
            }
        }

        Directory.Delete(_folder, recursive: true);
    }
}
