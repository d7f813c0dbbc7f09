using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>A database of the sample that the tool works on, with its keys, and a node that serves on it where a test needs one.</summary>
internal sealed class ToolSite : IAsyncDisposable
{
    public const string Reason = "Ticket 4711";

    private readonly string _provider;
    private NodeProcesses? _processes;
    private Nodes.SampleNode? _node;

    private ToolSite(string provider)
    {
        _provider = provider;
        Clock = new NodeClock(Path.Combine(Folder, "clock"));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("ptf-tool-").FullName;

    public string Keys => Path.Combine(Folder, "keys");

    public string Connection { get; private set; } = null!;

    public bool IsPostgres => _provider == "Postgres";

    public NodeClock Clock { get; }

    public LoopbackSmtpServer Mail { get; } = new();

    public Nodes.SampleNode Node =>
        _node ?? throw new InvalidOperationException("No node serves on this database.");

    /// <summary>The Owner's authenticator.</summary>
    public FakeAuthenticator Olivia { get; private set; } = null!;

    /// <summary>The authenticator of a member.</summary>
    public FakeAuthenticator Mark { get; private set; } = null!;

    /// <summary>The options that name the key ring.</summary>
    public string[] KeyOptions => ["--keys", Keys, "--application", "HeatmapSite"];

    public static string FileIn(string folder) => $"Data Source={folder}/heatmap.db";

    /// <summary>With the bindings of <see cref="ToolTemplate"/>, and no node.</summary>
    /// <param name="provider">Sqlite or Postgres.</param>
    public static async Task<ToolSite> CopyAsync(string provider)
    {
        var template = await ToolTemplate.OfAsync(provider);
        var site = new ToolSite(provider);
        site.Connection = await template.CopyAsync(site.Folder);
        site.Olivia = new FakeAuthenticator(template.OliviasSecret, site.Clock);
        site.Mark = new FakeAuthenticator(template.MarksSecret, site.Clock);
        return site;
    }

    /// <summary>The same with a node.</summary>
    /// <param name="provider">Sqlite or Postgres.</param>
    public static async Task<ToolSite> ServeAsync(string provider)
    {
        var site = await CopyAsync(provider);
        await site.ServeAsync();
        return site;
    }

    /// <summary>From nothing: what <see cref="ToolTemplate"/> copies.</summary>
    /// <param name="provider">Sqlite or Postgres.</param>
    public static async Task<ToolSite> CreateAsync(string provider)
    {
        var site = new ToolSite(provider);
        site.Connection = site.IsPostgres
            ? await SiteDatabase.CreateAsync(await PostgresServer.Shared)
            : FileIn(site.Folder);
        await site.ServeAsync();
        using (var olivia = (await NodeBrowser.SignedInAsync(site.Node, "olivia")).At(site.Node))
        {
            site.Olivia = await olivia.EnableTwoFactorAsync("acme", site.Clock);
        }

        using (var mark = (await NodeBrowser.SignedInAsync(site.Node, "mark")).At(site.Node))
        {
            site.Mark = await mark.BindTwoFactorAsync("acme", site.Clock);
        }

        await site.StopAsync();
        return site;
    }

    /// <summary>Starts a node, which ends with the site unless it is stopped before.</summary>
    public async Task ServeAsync()
    {
        await Clock.AdvanceAsync(TimeSpan.Zero);
        _processes = NodeProcesses.Rent();
        Mail.Start();
        _node = await Nodes.SampleNode.StartAsync(
            new Dictionary<string, string>
            {
                ["Database:Provider"] = _provider,
                ["ConnectionStrings:Database"] = Connection,
                ["DataProtection:KeysPath"] = Keys,
                ["Seed:Demo"] = "true",
                ["Node:CheapPasswords"] = "true",
                ["Node:ClockFile"] = Clock.File,
                ["Node:DependencyTimeout"] = "00:00:20",
                ["Smtp:Host"] = "127.0.0.1",
                ["Smtp:Port"] = $"{Mail.Port}",
                ["Smtp:From"] = "site@example.com",
            },
            await _processes.ForAsync(0)
        );
    }

    public async Task StopAsync()
    {
        await Node.DisposeAsync();
        _node = null;
        _processes!.Dispose();
        await Mail.StopAsync();
    }

    public Task<System.Text.Json.JsonElement> ToolAsync(int exitCode, params string[] arguments) =>
        ToolRun.JsonAsync(Connection, exitCode, arguments);

    /// <summary>What the node keeps of before a change by the tool is over, and what the tool has filed is due: the tool's clock is the machine's.</summary>
    public async Task LiveOutAsync()
    {
        await Clock.CatchUpAsync();
        await Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>A new browser of a person, who enters a code in it.</summary>
    public async Task<NodeBrowser> VerifiedAsync(string name, FakeAuthenticator app)
    {
        // The code of this half-minute may be used already.
        await Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        var browser = await NodeBrowser.SignedInAsync(Node, name);
        using var client = browser.At(Node);
        await client.VerifyTwoFactorAsync("acme", app);
        Assert.Equal(HttpStatusCode.OK, await browser.HeatmapsAsync(Node));
        return browser;
    }

    /// <summary>The member id of a person, in the sample's own table.</summary>
    public Task<string> MemberAsync(string name, string profile = "acme") =>
        SqlAsync(
            $"""SELECT "MemberId" FROM "Memberships" WHERE "Email" = '{name}@example.com' AND "ProfileId" = '{profile}'"""
        );

    public async Task<string> SqlAsync(string sql)
    {
        await using System.Data.Common.DbConnection connection = IsPostgres
            ? new NpgsqlConnection(Connection + PostgresServer.ForAdministrators)
            : new SqliteConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(
                await command.ExecuteScalarAsync(),
                System.Globalization.CultureInfo.InvariantCulture
            ) ?? "";
    }

    /// <summary>Removes everything that the package has stored, as in the database of a site that was never used.</summary>
    public async Task EmptyAsync()
    {
        string[] tables = ["Policies", "Bindings", "Notifications", "Deliveries", "History"];
        foreach (var table in tables)
        {
            await SqlAsync($"""DELETE FROM "TwoFactor{table}" """);
        }
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
            $"a mail to {recipient} says '{text}'; there are:\n{string.Join('\n', Mail.Received.Select(mail => string.Join(',', mail.Recipients) + " " + mail.Header("Subject")))}\n{Node.Log}"
        );

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await StopAsync();
        }

        await Mail.DisposeAsync();
        if (IsPostgres)
        {
            await (await PostgresServer.Shared).DropDatabaseAsync(Connection);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
