using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>A host's services over a SQLite file of its own, in WAL mode as the sample runs it.</summary>
internal sealed class SqliteHost<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly Action<IServiceCollection, Action<DbContextOptionsBuilder>>? _register;
    private readonly string _path;
    private SqliteHost<TContext>? _second;

    public SqliteHost(
        Action<IServiceCollection, Action<DbContextOptionsBuilder>>? register = null,
        bool createTables = true
    )
        : this(
            Path.Combine(Path.GetTempPath(), $"stores-{Guid.NewGuid():N}.db"),
            register,
            createTables
        ) { }

    private SqliteHost(
        string path,
        Action<IServiceCollection, Action<DbContextOptionsBuilder>>? register,
        bool createTables
    )
    {
        _path = path;
        _register = register;
        ConnectionString = $"Data Source={_path}";
        var services = new ServiceCollection();
        Action<DbContextOptionsBuilder> sqlite = options => options.UseSqlite(ConnectionString);
        if (register is null)
        {
            services.AddDbContext<TContext>(sqlite);
        }
        else
        {
            register(services, sqlite);
        }

        // Longer than the package's second: what is tested is the stores, not the speed of a busy build machine.
        services.Configure<ProfileTwoFactorOptions>(options =>
            options.DependencyTimeout = TimeSpan.FromSeconds(60)
        );
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = "Production" }
        );
        new ProfileTwoFactorBuilder(services)
            .AddEntityFrameworkStores<TContext>()
            .AddEntityFrameworkHistory<TContext>();
        Services = services.BuildServiceProvider(validateScopes: true);
        if (createTables)
        {
            CreateTables();
        }
    }

    public string ConnectionString { get; }

    public ServiceProvider Services { get; }

    public IPolicyStore Policies => Services.GetRequiredService<IPolicyStore>();

    public ISecretStore Secrets => Services.GetRequiredService<ISecretStore>();

    public IPolicyBindingStore Joint => Services.GetRequiredService<IPolicyBindingStore>();

    public IHistoryStore History => Services.GetRequiredService<IHistoryStore>();

    public INotificationStore Notifications => Services.GetRequiredService<INotificationStore>();

    /// <summary>Another node on the same file, or this one after a restart.</summary>
    public SqliteHost<TContext> Second =>
        _second ??= new SqliteHost<TContext>(_path, _register, createTables: false);

    public int Execute(FormattableString sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql.ToString(CultureInfo.InvariantCulture);
        return command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _second?.Services.Dispose();
        Services.Dispose();
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_path + suffix);
        }
    }

    private void CreateTables()
    {
        using var scope = Services.CreateScope();
        var context =
            scope.ServiceProvider.GetService<TContext>()
            ?? scope
                .ServiceProvider.GetRequiredService<IDbContextFactory<TContext>>()
                .CreateDbContext();
        using (context)
        {
            context.Database.EnsureCreated();
            Execute($"PRAGMA journal_mode=WAL");
        }
    }
}
