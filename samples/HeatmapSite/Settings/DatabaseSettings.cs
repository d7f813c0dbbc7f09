using Microsoft.Data.Sqlite;
using Npgsql;

namespace HeatmapSite.Settings;

/// <summary><c>Database:Provider</c> and <c>ConnectionStrings:Database</c>.</summary>
internal sealed class DatabaseSettings(IConfiguration configuration, IHostEnvironment environment)
{
    public const string Sqlite = "Sqlite";
    public const string Postgres = "Postgres";

    public string Provider { get; } = configuration["Database:Provider"] ?? Sqlite;

    public bool IsPostgres => Provider.Equals(Postgres, StringComparison.OrdinalIgnoreCase);

    private bool IsSqlite => Provider.Equals(Sqlite, StringComparison.OrdinalIgnoreCase);

    public string ConnectionString { get; } =
        configuration.GetConnectionString("Database") ?? "Data Source=data/heatmap.db";

    public IEnumerable<string> Errors()
    {
        if (!IsSqlite && !IsPostgres)
        {
            yield return $"Database:Provider is '{Provider}'; it must be {Sqlite} or {Postgres}.";
        }
        else if (!IsReadable())
        {
            // The value is not repeated: connection strings hold passwords.
            yield return $"ConnectionStrings:Database is not a valid connection string for {Provider}.";
        }
    }

    /// <summary>A relative file is meant relative to the site, wherever it was started from.</summary>
    public string SqliteConnectionString()
    {
        var builder = new SqliteConnectionStringBuilder(ConnectionString);
        var inMemory =
            builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource is "" or ":memory:"
            || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        if (!inMemory)
        {
            builder.DataSource = Path.Combine(environment.ContentRootPath, builder.DataSource);
            Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        }

        return builder.ConnectionString;
    }

    private bool IsReadable()
    {
        try
        {
            return IsPostgres
                ? !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(ConnectionString).Host)
                : !string.IsNullOrEmpty(
                    new SqliteConnectionStringBuilder(ConnectionString).DataSource
                );
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
