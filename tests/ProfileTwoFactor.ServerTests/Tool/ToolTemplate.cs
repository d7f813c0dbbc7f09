using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>The database and the keys of a site whose Owner, Olivia, has enabled two-factor authentication and whose member Mark has bound. A node makes them once for each kind of database; each test has a copy.</summary>
internal sealed class ToolTemplate
{
    private static readonly Lazy<Task<ToolTemplate>> Sqlite = new(() => CreateAsync("Sqlite"));
    private static readonly Lazy<Task<ToolTemplate>> Postgres = new(() => CreateAsync("Postgres"));

    private readonly ToolSite _site;

    private ToolTemplate(ToolSite site) => _site = site;

    public string OliviasSecret => _site.Olivia.Secret;

    public string MarksSecret => _site.Mark.Secret;

    public static Task<ToolTemplate> OfAsync(string provider) =>
        provider == "Postgres" ? Postgres.Value : Sqlite.Value;

    /// <returns>The connection string of a copy, whose keys and whose file, if it is one, are in the folder.</returns>
    public async Task<string> CopyAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(_site.Folder, "heatmap.db*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName;
        foreach (var key in Directory.GetFiles(_site.Keys))
        {
            File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
        }

        return _site.IsPostgres
            ? await (await PostgresServer.Shared).CreateDatabaseAsync(DatabaseOf(_site))
            : ToolSite.FileIn(folder);
    }

    private static async Task<ToolTemplate> CreateAsync(string provider)
    {
        var site = await ToolSite.CreateAsync(provider);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Directory.Delete(site.Folder, recursive: true);
        // A mail that this node hasn't sent is no mail of the tests to come.
        await site.SqlAsync(
            """DELETE FROM "TwoFactorNotifications"; DELETE FROM "TwoFactorDeliveries" """
        );
        if (site.IsPostgres)
        {
            await (await PostgresServer.Shared).CloseForCopiesAsync(DatabaseOf(site));
        }

        return new ToolTemplate(site);
    }

    private static string DatabaseOf(ToolSite site) =>
        new NpgsqlConnectionStringBuilder(site.Connection).Database!;
}
