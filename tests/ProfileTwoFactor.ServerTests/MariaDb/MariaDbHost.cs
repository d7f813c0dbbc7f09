using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.MariaDb;

/// <summary>The package's stores over a MariaDB database, as a node has them.</summary>
internal sealed class MariaDbHost : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Database = new(CreateDatabaseAsync);

    private readonly string _connectionString;
    private readonly ServiceProvider _services;

    private MariaDbHost(string connectionString)
    {
        _connectionString = connectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<MariaDbContext>(options => options.UseMySQL(connectionString));
        services
            // Longer than the package's second: what is tested is the stores, not the speed of a busy machine.
            .AddProfileTwoFactor(options => options.DependencyTimeout = TimeSpan.FromSeconds(30))
            .AddEntityFrameworkStores<MariaDbContext>()
            .AddEntityFrameworkHistory<MariaDbContext>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public IPolicyStore Policies => _services.GetRequiredService<IPolicyStore>();

    public ISecretStore Secrets => _services.GetRequiredService<ISecretStore>();

    public IPolicyBindingStore Joint => _services.GetRequiredService<IPolicyBindingStore>();

    public IHistoryStore History => _services.GetRequiredService<IHistoryStore>();

    public INotificationStore Notifications => _services.GetRequiredService<INotificationStore>();

    public IStoreClock Clock => _services.GetRequiredService<IStoreClock>();

    /// <summary>A node over the one database of these tests, emptied: they run one after the other.</summary>
    public static async Task<MariaDbHost> StartAsync()
    {
        var host = new MariaDbHost(await Database.Value);
        await using var scope = host._services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<MariaDbContext>();
        foreach (var entity in context.Model.GetEntityTypes())
        {
#pragma warning disable EF1002 // A table's name of the model, which no caller chooses.
            await context.Database.ExecuteSqlRawAsync($"DELETE FROM `{entity.GetTableName()}`");
#pragma warning restore EF1002
        }

        return host;
    }

    /// <summary>Another node on the same database.</summary>
    public MariaDbHost Second() => new(_connectionString);

    /// <summary>Makes a job unreadable, past the store.</summary>
    public async Task<bool> DamageJobAsync(string id)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope
                .ServiceProvider.GetRequiredService<MariaDbContext>()
                .Set<TwoFactorNotificationEntity>()
                .Where(row => row.JobId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, -1)) == 1;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task<string> CreateDatabaseAsync()
    {
        var server = await MariaDbServer.Shared;
        await server.ExecuteAsync("CREATE DATABASE stores CHARACTER SET utf8mb4");
        var connectionString = server.ConnectionString("stores");
        await using var context = new MariaDbContext(
            new DbContextOptionsBuilder<MariaDbContext>().UseMySQL(connectionString).Options
        );
        await context.Database.EnsureCreatedAsync();
        return connectionString;
    }
}
