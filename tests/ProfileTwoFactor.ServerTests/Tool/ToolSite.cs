using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>The sample, serving on a database that the tool works on, with a mail server.</summary>
internal sealed class ToolSite : IAsyncDisposable
{
    public const string Reason = "Ticket 4711";

    private readonly NodeProcesses _processes = NodeProcesses.Rent();
    private readonly Dictionary<string, string> _settings = [];

    private ToolSite() => Clock = new NodeClock(Path.Combine(Folder, "clock"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("ptf-tool-").FullName;

    public string Keys => Path.Combine(Folder, "keys");

    public string Connection => _settings["ConnectionStrings:Database"];

    public bool IsPostgres => _settings["Database:Provider"] == "Postgres";

    public NodeClock Clock { get; }

    public LoopbackSmtpServer Mail { get; } = new();

    public Nodes.SampleNode Node { get; private set; } = null!;

    /// <summary>The options that name the key ring.</summary>
    public string[] KeyOptions => ["--keys", Keys, "--application", "HeatmapSite"];

    /// <param name="provider">Sqlite or Postgres.</param>
    /// <param name="serves">Whether a node is started. Without one, the database still has its tables.</param>
    public static async Task<ToolSite> StartAsync(string provider, bool serves = true)
    {
        var site = new ToolSite();
        await site.Clock.AdvanceAsync(TimeSpan.Zero);
        site.Mail.Start();
        var settings = site._settings;
        settings["Database:Provider"] = provider;
        settings["ConnectionStrings:Database"] =
            provider == "Postgres"
                ? await SiteDatabase.CreateAsync(await PostgresServer.Shared)
                : $"Data Source={site.Folder}/heatmap.db";
        settings["DataProtection:KeysPath"] = site.Keys;
        settings["Seed:Demo"] = "true";
        settings["Node:CheapPasswords"] = "true";
        settings["Node:ClockFile"] = site.Clock.File;
        settings["Node:DependencyTimeout"] = "00:00:20";
        settings["Smtp:Host"] = "127.0.0.1";
        settings["Smtp:Port"] = $"{site.Mail.Port}";
        settings["Smtp:From"] = "site@example.com";
        await site.ServeAsync();
        if (!serves)
        {
            await site.StopAsync();
        }

        return site;
    }

    public async Task ServeAsync() =>
        Node = await Nodes.SampleNode.StartAsync(_settings, await _processes.ForAsync(0));

    public ValueTask StopAsync() => Node.DisposeAsync();

    public Task<System.Text.Json.JsonElement> ToolAsync(int exitCode, params string[] arguments) =>
        ToolProcess.JsonAsync(Connection, exitCode, arguments);

    public async Task<(NodeBrowser Browser, FakeAuthenticator App)> EnableAsync()
    {
        var olivia = await NodeBrowser.SignedInAsync(Node, "olivia");
        using var client = olivia.At(Node);
        return (olivia, await client.EnableTwoFactorAsync("acme", Clock));
    }

    public async Task<(NodeBrowser Browser, FakeAuthenticator App)> BindAsync(string name)
    {
        var browser = await NodeBrowser.SignedInAsync(Node, name);
        using var client = browser.At(Node);
        return (browser, await client.BindTwoFactorAsync("acme", Clock));
    }

    public async Task VerifyAsync(string name, FakeAuthenticator app)
    {
        await Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        var browser = await NodeBrowser.SignedInAsync(Node, name);
        using var client = browser.At(Node);
        await client.VerifyTwoFactorAsync("acme", app);
        Assert.Equal(HttpStatusCode.OK, await browser.HeatmapsAsync(Node));
    }

    /// <summary>The member id of a person, in the sample's own table.</summary>
    public Task<string> MemberAsync(string name, string profile = "acme") =>
        SqlAsync(
            $"""SELECT "MemberId" FROM "Memberships" WHERE "Email" = '{name}@example.com' AND "ProfileId" = '{profile}'"""
        );

    public async Task<string> SqlAsync(string sql)
    {
        await using System.Data.Common.DbConnection connection = IsPostgres
            ? new NpgsqlConnection(Connection + ";Pooling=false")
            : new SqliteConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(
                await command.ExecuteScalarAsync(),
                System.Globalization.CultureInfo.InvariantCulture
            ) ?? "";
    }

    /// <summary>All policies and bindings, so that a test can say that nothing was changed. The queue changes by itself while the site serves.</summary>
    public async Task<string> ContentAsync()
    {
        var file = Path.Combine(Folder, $"{Guid.NewGuid():N}.export");
        await ToolAsync(0, "export", file);
        return string.Join(
            '\n',
            (await File.ReadAllLinesAsync(file)).Where(line =>
                line.StartsWith("{\"table\":\"policies\"", StringComparison.Ordinal)
                || line.StartsWith("{\"table\":\"bindings\"", StringComparison.Ordinal)
            )
        );
    }

    public Task MailedAsync(string recipient, string text) =>
        Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    Mail.Received.Any(mail =>
                        mail.Recipients.Contains(recipient)
                        && mail.Body.Contains(text, StringComparison.Ordinal)
                    )
                ),
            $"a mail to {recipient} says '{text}'; there are:\n{string.Join('\n', Mail.Received.Select(mail => string.Join(',', mail.Recipients) + " " + mail.Header("Subject")))}\n{Node.Log}",
            seconds: 90
        );

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _processes.Dispose();
        await Mail.DisposeAsync();
        if (IsPostgres)
        {
            await (await PostgresServer.Shared).DropDatabaseAsync(Connection);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
