using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Whether the database answers, and whether its tables are those of this version.</summary>
internal sealed class StoreChecks(ToolDatabase database)
{
    private const string MigrationTable = "__EFMigrationsHistory";

    /// <summary>Null if the database isn't reachable.</summary>
    public async Task<SchemaReport?> SchemaAsync(
        List<Check> checks,
        CancellationToken cancellationToken
    )
    {
        SchemaReport schema;
        try
        {
            schema = await database.ReadSchemaAsync(cancellationToken);
            // Measured at the second time: the first one also loads the driver.
            var asked = database.Time.GetTimestamp();
            _ = await database.ReadSchemaAsync(cancellationToken);
            checks.Add(
                Check.Fine(
                    "database",
                    $"It answers ({database.Settings.Provider}, {database.Time.GetElapsedTime(asked).TotalMilliseconds:0} ms for five questions)."
                )
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            checks.Add(Check.Error("database", DatabaseFailures.OfAny(exception)));
            return null;
        }

        checks.Add(Tables(schema));
        checks.Add(History(schema));
        checks.Add(await MigrationsAsync(cancellationToken));
        return schema;
    }

    private static Check Tables(SchemaReport schema)
    {
        try
        {
            schema.ThrowIfUnreadable();
            schema.ThrowIfNewer(allowed: false);
            return Check.Fine("tables", "They have the columns of this version.");
        }
        catch (ToolException failure)
        {
            return failure.Code == "newer-tables"
                ? Check.Warning("tables", failure.Message, failure.Fix)
                : Check.Error("tables", failure);
        }
    }

    private static Check History(SchemaReport schema) =>
        schema.History is null
            ? Check.Skipped(
                "history",
                "Not checked: --no-history says that there is none.",
                "Changes by this tool leave no row in a history."
            )
        : schema.HasHistory ? Check.Fine("history", "The security history has a table.")
        : Check.Warning(
            "history",
            "The database has no table of the security history, so changes by this tool leave no row there.",
            "Call modelBuilder.AddProfileTwoFactorHistory() and AddEntityFrameworkHistory<TContext>() in the app, or name the table with --history-table."
        );

    private async Task<Check> MigrationsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var last = await database.RunAsync(
                async context =>
                    await SchemaReader.HasTableAsync(
                        context,
                        MigrationTable,
                        schema: null,
                        cancellationToken
                    )
                        ? await context
                            .Database.SqlQueryRaw<string>(Question(context))
                            .ToListAsync(cancellationToken)
                        : null,
                cancellationToken
            );
            return last switch
            {
                null => Check.Fine(
                    "migrations",
                    "There is no table of migrations. The tables were made in another way."
                ),
                [] => Check.Warning(
                    "migrations",
                    "The table of migrations is empty.",
                    "Apply the app's migrations: dotnet ef database update."
                ),
                [var name, ..] => Check.Fine(
                    "migrations",
                    $"The last one is {Output.ToolConsole.Safe(name)}. Which ones the app has beyond it, only the app knows: dotnet ef migrations list."
                ),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Check.Error("migrations", DatabaseFailures.OfAny(exception));
        }
    }

    private static string Question(ToolContext context) =>
        context.Database.ProviderName == "MySql.EntityFrameworkCore"
            ? $"SELECT `MigrationId` AS `Value` FROM `{MigrationTable}` ORDER BY `MigrationId` DESC LIMIT 1"
            : $"SELECT \"MigrationId\" AS \"Value\" FROM \"{MigrationTable}\" ORDER BY \"MigrationId\" DESC LIMIT 1";
}
