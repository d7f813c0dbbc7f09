using System.Text.Json;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Where the real servers' programs are. Debian keeps PostgreSQL's out of the PATH.</summary>
internal static class ServerPrograms
{
    private const string PostgresVersions = "/usr/lib/postgresql";

    public static string? Redis => Tools.Find("redis-server");

    /// <summary>The tool of this repository's manifest, once <c>dotnet tool restore</c> has brought it.</summary>
    public static string? Garnet { get; } = FindGarnet();

    public static string? Postgres => FindPostgres("postgres");

    public static string? InitDb => FindPostgres("initdb");

    public static string? PgDump => FindPostgres("pg_dump");

    public static string? PgRestore => FindPostgres("pg_restore");

    private static string? FindGarnet()
    {
        using var manifest = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Nodes.SampleNode.Checkout, ".config/dotnet-tools.json"))
        );
        var version = manifest
            .RootElement.GetProperty("tools")
            .GetProperty("garnet-server")
            .GetProperty("version")
            .GetString()!;
        var packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget/packages"
            );
        var program = Path.Combine(
            packages,
            "garnet-server",
            version,
            "tools/net10.0/any/GarnetServer.dll"
        );
        return File.Exists(program) ? program : null;
    }

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
