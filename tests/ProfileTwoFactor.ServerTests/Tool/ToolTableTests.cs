using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>Apps that gave the package's tables names of their own, beside another app in the same database.</summary>
public sealed class ToolTableTests
{
    private static readonly string[] Tables =
    [
        "Policies",
        "Bindings",
        "Notifications",
        "Deliveries",
        "History",
    ];

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Every_command_works_on_the_named_tables_and_leaves_those_of_another_app(
        string provider
    )
    {
        await using var site = await ToolSite.CopyAsync(provider);
        var names = await RenameAsync(site);
        // Another app, with the usual names.
        foreach (var table in Tables)
        {
            await site.SqlAsync(
                $"""CREATE TABLE "TwoFactor{table}" AS SELECT * FROM {Named(site, table)}"""
            );
        }

        var other = await site.ContentAsync();
        string[] mark = ["--profile", "acme", "--member", await site.MemberAsync("mark")];
        string[] change = ["--reason", ToolSite.Reason, "--yes", .. names];
        var file = Path.Combine(site.Folder, "named.export");

        var status = await site.ToolAsync(0, ["status", .. names]);
        var member = await site.ToolAsync(0, ["member", .. mark, .. names]);
        await site.ToolAsync(0, ["doctor", .. site.KeyOptions, .. names]);
        ToolKeyTests.NewKey(site.Keys);
        var rotation = await site.ToolAsync(
            0,
            ["rotate-keys", .. site.KeyOptions, "--nodes-know-key", .. names]
        );
        await site.ToolAsync(0, ["export", file, .. names]);
        foreach (var table in Tables)
        {
            await site.SqlAsync($"DELETE FROM {Named(site, table)}");
        }

        var import = await site.ToolAsync(0, ["import", file, .. names]);
        var reset = await site.ToolAsync(0, ["reset", .. mark, .. change]);
        await site.ToolAsync(0, ["disable-profile", "--profile", "acme", .. change]);

        Assert.Equal(2, status.GetProperty("bindings").GetProperty("bound").GetInt32());
        Assert.True(status.GetProperty("historyEvents").GetInt64() > 0);
        Assert.NotEmpty(member.GetProperty("history").EnumerateArray());
        Assert.True(rotation.GetProperty("rotated").GetInt32() >= 2);
        Assert.True(import.GetProperty("changed").GetBoolean());
        Assert.True(reset.GetProperty("historyWritten").GetBoolean());
        Assert.Equal(
            "2",
            await site.SqlAsync(
                $"""SELECT COUNT(*) FROM {Named(site, "History")} WHERE "Kind" = 'RemovedByOperator'"""
            )
        );
        Assert.Equal(
            "2",
            await site.SqlAsync($"SELECT COUNT(*) FROM {Named(site, "Notifications")}")
        );
        Assert.Equal(other, await site.ContentAsync());
        Assert.Equal(
            "0",
            await site.SqlAsync("""SELECT COUNT(*) FROM "TwoFactorNotifications" """)
        );
    }

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task A_name_that_is_wrong_is_said_and_nothing_is_changed(string provider)
    {
        await using var site = await ToolSite.CopyAsync(provider);
        string[] disable =
        [
            "disable-profile",
            "--profile",
            "acme",
            "--reason",
            ToolSite.Reason,
            "--yes",
        ];
        var before = await site.ContentAsync();
        List<(string Code, string[] Names)> wrong =
        [
            ("no-tables", UsualBut(Tables)),
            ("older-tables", UsualBut(["Policies"])),
            ("older-tables", UsualBut(["Bindings"])),
            ("older-tables", UsualBut(["Notifications"])),
            ("older-tables", UsualBut(["Deliveries"])),
            // Another table of the app.
            ("older-tables", UsualBut(["History"], "Profiles")),
            ("older-tables", UsualBut(["History"])),
        ];
        if (site.IsPostgres)
        {
            wrong.Add(("no-tables", ["--schema", "nothing", "--history-schema", "nothing"]));
            wrong.Add(("older-tables", ["--schema", "public", "--history-schema", "nothing"]));
        }

        foreach (var (code, names) in wrong)
        {
            var error = (await site.ToolAsync(4, [.. disable, .. names])).GetProperty("error");
            Assert.Equal(
                (string.Join(' ', names), code),
                (string.Join(' ', names), error.GetProperty("code").GetString())
            );
            Assert.Contains(
                "--schema, --history-schema and the --…-table options",
                error.GetProperty("fix").GetString(),
                StringComparison.Ordinal
            );
            if (names is ["--schema", "public", ..])
            {
                Assert.Contains(
                    "the table nothing.TwoFactorHistory is missing",
                    error.GetProperty("message").GetString(),
                    StringComparison.Ordinal
                );
            }
        }

        Assert.Equal(before, await site.ContentAsync());
    }

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Tables_that_are_named_only_in_part_are_refused_and_nothing_is_changed(
        string provider
    )
    {
        await using var site = await ToolSite.CopyAsync(provider);
        var names = await RenameAsync(site);
        foreach (var table in Tables)
        {
            await site.SqlAsync(
                $"""CREATE TABLE "TwoFactor{table}" AS SELECT * FROM {Named(site, table)}"""
            );
        }

        var other = await site.ContentAsync();
        var before = await CountsAsync(site);
        string[] change =
        [
            "disable-profile",
            "--profile",
            "acme",
            "--reason",
            ToolSite.Reason,
            "--yes",
        ];

        // Each option is forgotten once: the table with the usual name is another app's, or the change has no history.
        for (var i = 0; i < names.Length; i += 2)
        {
            string[] rest = [.. names[..i], .. names[(i + 2)..]];
            var error = (await site.ToolAsync(2, [.. change, .. rest])).GetProperty("error");
            Assert.Equal("tables-named-in-part", error.GetProperty("code").GetString());
            Assert.EndsWith(
                $": {names[i]}.",
                error.GetProperty("message").GetString(),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(before, await CountsAsync(site));
        // An app without a history says so, and another app's table with the usual name is left.
        string[] without =
        [
            .. names
                .Chunk(2)
                .Where(pair => !pair[0].StartsWith("--history", StringComparison.Ordinal))
                .SelectMany(pair => pair),
            "--no-history",
        ];
        var done = await site.ToolAsync(0, [.. change, .. without]);
        Assert.False(done.GetProperty("historyWritten").GetBoolean());
        Assert.Equal(before, await CountsAsync(site, ownNotifications: -1));
        Assert.Equal(other, await site.ContentAsync());
    }

    [PostgresFact]
    public async Task Keys_in_another_schema_are_read_and_a_table_that_is_not_there_is_named()
    {
        await using var site = await ToolSite.CopyAsync("Postgres");
        var fresh = ToolKeyTests.NewKey(site.Keys);
        foreach (var key in Directory.GetFiles(site.Keys))
        {
            await site.SqlAsync(
                $"""INSERT INTO "DataProtectionKeys" ("FriendlyName", "Xml") VALUES ('key', '{await File.ReadAllTextAsync(key)}')"""
            );
        }

        await site.SqlAsync(
            """CREATE SCHEMA ring; ALTER TABLE "DataProtectionKeys" SET SCHEMA ring"""
        );
        string[] inDatabase = ["--keys-in-database", "--application", "HeatmapSite"];
        string[][] wrong =
        [
            inDatabase,
            [.. inDatabase, "--key-schema", "nothing"],
            [.. inDatabase, "--key-schema", "ring", "--key-table", "nothing"],
        ];
        var before = await site.ContentAsync();

        foreach (var keys in wrong)
        {
            var refused = await site.ToolAsync(8, ["rotate-keys", "--nodes-know-key", .. keys]);
            var error = refused.GetProperty("error");
            Assert.Equal("no-key-table", error.GetProperty("code").GetString());
            Assert.Contains(
                "--key-schema",
                error.GetProperty("fix").GetString(),
                StringComparison.Ordinal
            );
            var report = await site.ToolAsync(1, ["doctor", .. keys]);
            Assert.Equal("error", ToolDoctorTests.StatusOf(report, "key-ring"));
        }

        Assert.Equal(before, await site.ContentAsync());
        var rotation = await site.ToolAsync(
            0,
            ["rotate-keys", "--nodes-know-key", .. inDatabase, "--key-schema", "ring"]
        );
        Assert.Equal(fresh, rotation.GetProperty("currentKey").GetGuid());
        Assert.True(rotation.GetProperty("rotated").GetInt32() >= 2);
        // Unless it is named, the schema is that of the package's tables.
        foreach (var table in Tables)
        {
            await site.SqlAsync($"""ALTER TABLE "TwoFactor{table}" SET SCHEMA ring""");
        }

        var healthy = await site.ToolAsync(
            0,
            ["doctor", .. inDatabase, "--schema", "ring", "--history-schema", "ring"]
        );
        Assert.Equal("ok", ToolDoctorTests.StatusOf(healthy, "key-ring"));
    }

    /// <returns>The options that name the tables.</returns>
    private static async Task<string[]> RenameAsync(ToolSite site)
    {
        if (site.IsPostgres)
        {
            await site.SqlAsync("CREATE SCHEMA shop; CREATE SCHEMA trail");
        }

        foreach (var table in Tables)
        {
            await site.SqlAsync($"""ALTER TABLE "TwoFactor{table}" RENAME TO "shop_{table}" """);
            if (site.IsPostgres)
            {
                await site.SqlAsync(
                    $"""ALTER TABLE "shop_{table}" SET SCHEMA {(table == "History" ? "trail" : "shop")}"""
                );
            }
        }

        string[] names =
        [
            "--policy-table",
            "shop_Policies",
            "--binding-table",
            "shop_Bindings",
            "--notification-table",
            "shop_Notifications",
            "--delivery-table",
            "shop_Deliveries",
            "--history-table",
            "shop_History",
        ];
        return site.IsPostgres
            ? [.. names, "--schema", "shop", "--history-schema", "trail"]
            : names;
    }

    /// <returns>The options that name all tables, with the usual names except for some.</returns>
    private static string[] UsualBut(string[] tables, string? name = null) =>
        [
            .. new (string Option, string Table)[]
            {
                ("--policy-table", "Policies"),
                ("--binding-table", "Bindings"),
                ("--notification-table", "Notifications"),
                ("--delivery-table", "Deliveries"),
                ("--history-table", "History"),
            }.SelectMany(one =>
                new[]
                {
                    one.Option,
                    tables.Contains(one.Table) ? name ?? $"No{one.Table}" : $"TwoFactor{one.Table}",
                }
            ),
        ];

    /// <summary>How many rows each table has, of this app and of the other one.</summary>
    /// <param name="site">The database.</param>
    /// <param name="ownNotifications">What is added to the count of this app's queue.</param>
    private static async Task<List<int>> CountsAsync(ToolSite site, int ownNotifications = 0)
    {
        List<int> counts = [];
        foreach (var table in Tables)
        {
            counts.Add(
                int.Parse(
                    await site.SqlAsync($"SELECT COUNT(*) FROM {Named(site, table)}"),
                    System.Globalization.CultureInfo.InvariantCulture
                ) + (table == "Notifications" ? ownNotifications : 0)
            );
            counts.Add(
                int.Parse(
                    await site.SqlAsync($"""SELECT COUNT(*) FROM "TwoFactor{table}" """),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
        }

        return counts;
    }

    private static string Named(ToolSite site, string table) =>
        (
            site.IsPostgres
                ? table == "History"
                    ? "trail."
                    : "shop."
                : ""
        ) + $"\"shop_{table}\"";
}
