namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The tables of the package in a database, beside what this version expects.</summary>
/// <param name="Tables">Policies, bindings, queue and deliveries.</param>
/// <param name="History">The optional one. Null if the operator said that there is none.</param>
/// <param name="IsHistoryNamed">Whether the operator named it: then it isn't optional.</param>
internal sealed record SchemaReport(
    IReadOnlyList<ColumnReport> Tables,
    ColumnReport? History,
    bool IsHistoryNamed
)
{
    public bool HasHistory => History is { Exists: true, Missing.Count: 0 };

    private IEnumerable<ColumnReport> All => History is null ? Tables : Tables.Append(History);

    private IEnumerable<ColumnReport> Present => All.Where(table => table.Exists);

    /// <summary>What keeps this version from reading the tables.</summary>
    public IEnumerable<string> Faults =>
        (IsHistoryNamed ? All : Tables)
            .Where(table => !table.Exists)
            .Select(table => $"the table {table.Table} is missing")
            .Concat(
                Present
                    .Where(table => table.Missing.Count > 0)
                    .Select(table => $"{table.Table} has no {string.Join(", ", table.Missing)}")
            );

    /// <summary>What this version would leave as it is, without knowing what it means.</summary>
    public IEnumerable<string> Extras =>
        Present
            .Where(table => table.Extra.Count > 0)
            .Select(table => $"{table.Table} has {string.Join(", ", table.Extra)}");

    /// <exception cref="ToolException">This version can't read the tables.</exception>
    public void ThrowIfUnreadable()
    {
        if (!Tables.Any(table => table.Exists))
        {
            throw new ToolException(
                ExitCode.WrongVersion,
                "no-tables",
                $"The database has no tables of ProfileTwoFactor ({string.Join(", ", Tables.Select(table => table.Table))}).",
                "Check that it is the app's database. If the app gave its tables other names or a schema, name them with --schema, --history-schema and the --…-table options. If the app was never started with this database, apply its migrations first."
            );
        }

        if (Faults.ToList() is { Count: > 0 } faults)
        {
            throw new ToolException(
                ExitCode.WrongVersion,
                "older-tables",
                $"The tables are of an older version than this tool, or have other names: {string.Join("; ", faults)}.",
                "Use the tool of the version that the app has, or apply the app's migrations first. If the app gave a table another name or a schema, name it with --schema, --history-schema and the --…-table options. Nothing was changed."
            );
        }
    }

    /// <exception cref="ToolException">A change could damage what a newer version wrote.</exception>
    public void ThrowIfNewer(bool allowed)
    {
        if (!allowed && Extras.ToList() is { Count: > 0 } extras)
        {
            throw new ToolException(
                ExitCode.WrongVersion,
                "newer-tables",
                $"The tables have columns that this tool doesn't know: {string.Join("; ", extras)}. A newer version may keep something there that this change would leave out of date.",
                "Use the tool of the version that the app has. If the columns are the app's own, say so with --allow-extra-columns. Nothing was changed."
            );
        }
    }
}
