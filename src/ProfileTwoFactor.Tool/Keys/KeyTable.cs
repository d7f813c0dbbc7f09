using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>The table of <c>PersistKeysToDbContext</c>.</summary>
internal static class KeyTable
{
    /// <summary>Before it is read: what the server says of a table that isn't there looks like a failure of the server.</summary>
    /// <exception cref="ToolException">The database has no such table.</exception>
    public static async Task ThrowIfMissingAsync(
        ToolDatabase database,
        CancellationToken cancellationToken
    )
    {
        var tables = database.Settings.Tables;
        var schema = tables.KeySchema ?? tables.Schema;
        if (
            !await database.RunAsync(
                context =>
                    SchemaReader.HasTableAsync(context, tables.Keys, schema, cancellationToken),
                cancellationToken
            )
        )
        {
            throw new ToolException(
                ExitCode.KeyRing,
                "no-key-table",
                $"The database has no table {(schema is null ? tables.Keys : $"{schema}.{tables.Keys}")}.",
                "Name the table of the keys with --key-table and --key-schema, or the folder of the keys with --keys."
            );
        }
    }
}
