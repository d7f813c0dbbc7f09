using HeatmapSite.Data.Migrations;
using HeatmapSite.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HeatmapSite.Data;

/// <summary>Brings the database to this release's schema: a new one, one of a release before, or one made by 0.1.0, which knew no migrations.</summary>
internal sealed class DatabaseUpgrade(DatabaseSettings settings)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        var database = context.Database;
        var known = database.GetMigrations().ToList();
        var applied = (await database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException(
                $"The database has the schema of a newer release: this release doesn't know its migration '{newer}'. "
                    + "Nothing was changed. Start the newer release, or restore a backup from before the upgrade."
            );
        }

        if (applied.Count == 0 && await IsOf010Async(context, cancellationToken))
        {
            await AdoptAsync(context, known[0], cancellationToken);
        }

        // Asked first: applying takes a lock even when there is nothing to apply, and each node asks at each start.
        if ((await database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await database.MigrateAsync(cancellationToken);
        }
    }

    private DbContext CreateContext() =>
        settings.IsPostgres
            ? new PostgresMigrationContext(
                new DbContextOptionsBuilder<PostgresMigrationContext>()
                    .UseNpgsql(settings.ConnectionString)
                    .Options
            )
            : new SqliteMigrationContext(
                new DbContextOptionsBuilder<SqliteMigrationContext>()
                    .UseSqlite(settings.SqliteConnectionString())
                    .Options
            );

    /// <summary>Whether there are all tables that 0.1.0 created, and no history of migrations.</summary>
    /// <exception cref="InvalidOperationException">There are some of them: what this is can't be known, so it is left alone.</exception>
    private static async Task<bool> IsOf010Async(
        DbContext context,
        CancellationToken cancellationToken
    )
    {
        var expected = Of010(context).Order(StringComparer.Ordinal).ToArray();
        var present = await PresentAsync(context, cancellationToken);
        var missing = expected.Where(table => !present.Contains(table)).ToArray();
        if (missing.Length == expected.Length)
        {
            return false;
        }

        return missing.Length == 0
            ? true
            : throw new InvalidOperationException(
                "The database was created by an unreleased version of the site and can't be upgraded: "
                    + $"it has no history of migrations, and lacks {string.Join(", ", missing)}. Nothing was changed. "
                    + "Set ConnectionStrings:Database to an empty database, or delete this database if it contains only demo data."
            );
    }

    private static IEnumerable<string> Of010(DbContext context)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var first = migrations.CreateMigration(
            migrations.Migrations.First().Value,
            context.Database.ProviderName!
        );
        return first.TargetModel.GetEntityTypes().Select(entity => entity.GetTableName()!);
    }

    private static async Task<HashSet<string>> PresentAsync(
        DbContext context,
        CancellationToken cancellationToken
    )
    {
        if (!await context.Database.CanConnectAsync(cancellationToken))
        {
            // Not created yet, or away; migrating tells which.
            return [];
        }

        var tables = await context
            .Database.SqlQueryRaw<string>(
                context.Database.IsNpgsql()
                    ? """
                    SELECT table_name AS "Value" FROM information_schema.tables WHERE table_schema = current_schema()
                    """
                    : """
                    SELECT name AS "Value" FROM sqlite_master WHERE type = 'table'
                    """
            )
            .ToListAsync(cancellationToken);
        return [.. tables];
    }

    /// <summary>Notes that the first migration is there already; the tables are as 0.1.0 made them.</summary>
    private static async Task AdoptAsync(
        DbContext context,
        string first,
        CancellationToken cancellationToken
    )
    {
        var history = context.GetService<IHistoryRepository>();
        await history.CreateIfNotExistsAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync(
            history.GetInsertScript(new HistoryRow(first, ProductInfo.GetVersion())),
            cancellationToken
        );
    }
}
