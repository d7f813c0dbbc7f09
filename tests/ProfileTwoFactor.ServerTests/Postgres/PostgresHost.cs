using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>The package's services over a PostgreSQL database, as a node has them.</summary>
internal sealed class PostgresHost : IAsyncDisposable
{
    /// <summary>Databases on the shared server that a test has left: emptied, one is ready much sooner than a new one.</summary>
    private static readonly ConcurrentBag<string> Left = [];

    private bool _leavesDatabase;

    private PostgresHost(
        string connectionString,
        TimeProvider clock,
        bool retries,
        TimeSpan timeout,
        bool isCrowded
    )
    {
        ConnectionString = connectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Production }
        );
        services.AddDbContext<PostgresContext>(options =>
            options.UseNpgsql(
                isCrowded ? connectionString + PostgresServer.ForCrowds : connectionString,
                npgsql =>
                {
                    if (retries)
                    {
                        npgsql.EnableRetryOnFailure();
                    }
                }
            )
        );
        services
            .AddProfileTwoFactor(options =>
            {
                options.DependencyTimeout = timeout;
                // The tests' clocks stand still, and the database's runs.
                options.ToleratedClockSkew = Timeout.InfiniteTimeSpan;
            })
            .AddEntityFrameworkStores<PostgresContext>()
            .AddEntityFrameworkHistory<PostgresContext>();
        Services = services.BuildServiceProvider(validateScopes: true);
    }

    private const string Empty = """
        DO $$ BEGIN
            EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public');
        END $$
        """;

    public string ConnectionString { get; }

    public ServiceProvider Services { get; }

    public IPolicyStore Policies => Services.GetRequiredService<IPolicyStore>();

    public ISecretStore Secrets => Services.GetRequiredService<ISecretStore>();

    public IPolicyBindingStore Joint => Services.GetRequiredService<IPolicyBindingStore>();

    public IHistoryStore History => Services.GetRequiredService<IHistoryStore>();

    public INotificationStore Notifications => Services.GetRequiredService<INotificationStore>();

    public BindingManager Bindings => Services.GetRequiredService<BindingManager>();

    public BindingPreparation Preparation => Services.GetRequiredService<BindingPreparation>();

    /// <summary>A node over a database of its own, on the shared server unless another one is named.</summary>
    public static async Task<PostgresHost> StartAsync(
        PostgresServer? server = null,
        TimeProvider? clock = null,
        bool retries = false,
        TimeSpan? timeout = null,
        bool isCrowded = false
    )
    {
        string? database = null;
        var isOld = server is null && Left.TryTake(out database);
        var host = new PostgresHost(
            isOld ? database! : await (server ?? await PostgresServer.Shared).CreateDatabaseAsync(),
            clock ?? TimeProvider.System,
            retries,
            // Longer than the package's second: what is tested is the stores, not the speed of a busy machine.
            timeout ?? TimeSpan.FromSeconds(30),
            isCrowded
        )
        {
            _leavesDatabase = server is null,
        };
        await using var scope = host.Services.CreateAsyncScope();
        var relational = scope.ServiceProvider.GetRequiredService<PostgresContext>().Database;
        await (
            isOld ? (Task)relational.ExecuteSqlRawAsync(Empty) : relational.EnsureCreatedAsync()
        );
        return host;
    }

    /// <summary>Another node on the same database.</summary>
    /// <param name="connectionString">Another way to it, such as through a proxy.</param>
    public PostgresHost Second(
        TimeProvider? clock = null,
        string? connectionString = null,
        bool retries = false,
        TimeSpan? timeout = null,
        bool isCrowded = false
    ) =>
        new(
            connectionString ?? ConnectionString,
            clock ?? TimeProvider.System,
            retries,
            timeout ?? TimeSpan.FromSeconds(30),
            isCrowded
        );

    /// <summary>Makes a job unreadable, past the store.</summary>
    public async Task<bool> DamageJobAsync(string id)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope
                .ServiceProvider.GetRequiredService<PostgresContext>()
                .Set<TwoFactorNotificationEntity>()
                .Where(row => row.JobId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, -1)) == 1;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_leavesDatabase)
        {
            Left.Add(ConnectionString);
            return;
        }

        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
