using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Changes;
using ProfileTwoFactor.Tool.Keys;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The app's database, and the package's own code on it. Nothing runs in the background here: sweeping and mailing are the app's.</summary>
internal sealed class ToolDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ToolDatabase(DatabaseSettings settings, ServiceProvider services)
    {
        Settings = settings;
        _services = services;
    }

    public DatabaseSettings Settings { get; }

    public IServiceProvider Services => _services;

    public TimeProvider Time => _services.GetRequiredService<TimeProvider>();

    /// <exception cref="ToolException">It isn't reachable, or its tables are of another version.</exception>
    public static async Task<ToolDatabase> OpenAsync(
        DatabaseSettings settings,
        KeySettings keys,
        bool forChange,
        CancellationToken cancellationToken,
        Action<IServiceCollection>? configure = null
    )
    {
        var database = new ToolDatabase(settings, Build(settings, keys, configure));
        try
        {
            var schema = await database.ReadSchemaAsync(cancellationToken);
            schema.ThrowIfUnreadable();
            if (forChange)
            {
                schema.ThrowIfNewer(settings.AllowExtraColumns);
            }

            database.Schema = schema;
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same without a look at the tables, for the command that reports what is wrong with them.</summary>
    public static ToolDatabase Unchecked(DatabaseSettings settings, KeySettings keys) =>
        new(settings, Build(settings, keys, configure: null));

    public SchemaReport Schema { get; private set; } = null!;

    public Task<SchemaReport> ReadSchemaAsync(CancellationToken cancellationToken) =>
        RunAsync(context => SchemaReader.ReadAsync(context, cancellationToken), cancellationToken);

    /// <exception cref="ToolException">The database isn't reachable.</exception>
    public async Task<T> RunAsync<T>(
        Func<ToolContext, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var scope = _services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<ToolContext>();
            context.Database.SetCommandTimeout(Settings.Timeout);
            return await work(context);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && DatabaseFailures.Of(exception) is { } failure
            )
        {
            throw failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Settings.Provider == DatabaseProvider.Postgres)
        {
            // Else the pool keeps its connections until the process ends, and cuts them then.
            await using var pooled = new NpgsqlConnection(Settings.ConnectionString);
            NpgsqlConnection.ClearPool(pooled);
        }
    }

    private static ServiceProvider Build(
        DatabaseSettings settings,
        KeySettings keys,
        Action<IServiceCollection>? configure
    )
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(new ToolEnvironment());
        services.AddSingleton(settings.Tables);
        var mySql = new MySqlProvider(settings.ProviderFolder);
        services.AddDbContext<ToolContext>(options =>
        {
            options.ReplaceService<IModelCacheKeyFactory, ToolModelKey>();
            Use(options, settings, mySql);
        });
        var builder = services.AddProfileTwoFactor(options =>
        {
            options.ApplicationName = ToolEnvironment.Name;
            options.DependencyTimeout = settings.Timeout;
        });
        services.AddSingleton<OwnContext<ToolContext>>();
        services.AddSingleton<IStoreClock, EntityStoreClock<ToolContext>>();
        services.AddSingleton<EntityPolicyStore<ToolContext>>();
        services.AddSingleton<EntitySecretStore<ToolContext>>();
        services.AddSingleton<EntityHistoryStore<ToolContext>>();
        services.AddSingleton<ChangeTrail>();
        services.AddSingleton<TrailedWrite>();
        builder.AddStores<TrailedPolicyStore, TrailedSecretStore>();
        KeyRingServices.Add(services, keys);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static void Use(
        DbContextOptionsBuilder options,
        DatabaseSettings settings,
        MySqlProvider mySql
    )
    {
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                // Never made by the tool: a wrong path would become an empty database that looks like "off".
                options.UseSqlite(
                    new SqliteConnectionStringBuilder(settings.ConnectionString)
                    {
                        Mode = SqliteOpenMode.ReadWrite,
                        Pooling = false,
                        // Of what EF gives no timeout to: the beginning of a transaction.
                        DefaultTimeout = (int)Math.Ceiling(settings.Timeout.TotalSeconds),
                    }.ConnectionString
                );
                break;
            case DatabaseProvider.Postgres:
                options.UseNpgsql(settings.ConnectionString);
                break;
            default:
                mySql.Use(options, settings.ConnectionString);
                break;
        }
    }
}
