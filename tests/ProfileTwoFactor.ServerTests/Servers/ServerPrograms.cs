using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Where the real servers' programs are. Debian keeps PostgreSQL's out of the PATH.</summary>
internal static class ServerPrograms
{
    private const string PostgresVersions = "/usr/lib/postgresql";

    public static string? Redis => Tools.Find("redis-server");

    public static string? Postgres => FindPostgres("postgres");

    public static string? InitDb => FindPostgres("initdb");

    public static string? PgDump => FindPostgres("pg_dump");

    public static string? PgRestore => FindPostgres("pg_restore");

    private static string? FindPostgres(string program) =>
        Tools.Find(program)
        ?? (
            Directory.Exists(PostgresVersions)
                ? Directory
                    .EnumerateDirectories(PostgresVersions)
                    .OrderDescending(StringComparer.Ordinal)
                    .Select(version => Path.Combine(version, "bin", program))
                    .FirstOrDefault(File.Exists)
                : null
        );
}
