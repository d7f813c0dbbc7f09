using System.Text.Json;
using Microsoft.Data.Sqlite;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>Each fault that is planted is named, and none where there is none.</summary>
public sealed class ToolDoctorTests
{
    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Doctor_OfASiteThatServes_FindsNothing(string provider)
    {
        await using var site = await ToolSite.ServeAsync(provider);

        var report = await site.ToolAsync(
            0,
            ["doctor", .. site.KeyOptions, "--smtp", $"127.0.0.1:{site.Mail.Port}"]
        );

        Assert.Equal(0, report.GetProperty("errors").GetInt32());
        Assert.Equal("ok", StatusOf(report, "key-ring"));
        Assert.Equal("ok", StatusOf(report, "rows"));
        Assert.Equal("ok", StatusOf(report, "mail"));
    }

    [Theory]
    [InlineData("tables", "ALTER TABLE \"TwoFactorPolicies\" DROP COLUMN \"OwnerValues\"")]
    [InlineData("tables", "DROP TABLE \"TwoFactorDeliveries\"")]
    [InlineData("rows", "UPDATE \"TwoFactorPolicies\" SET \"RetiredEpochs\" = 'nothing'")]
    [InlineData("rows", "UPDATE \"TwoFactorBindings\" SET \"MemberId\" = 'another'")]
    [InlineData("rows", "UPDATE \"TwoFactorBindings\" SET \"Authenticators\" = '{\"new\":1}'")]
    [InlineData(
        "dates",
        "UPDATE \"TwoFactorPolicies\" SET \"ScheduledEpoch\" = \"Epoch\", \"EnforcedFromUtcTicks\" = 720000000000000000"
    )]
    [InlineData(
        "mail",
        "INSERT INTO \"TwoFactorNotifications\" (\"Key\", \"JobId\", \"Version\", \"Lane\", \"GroupKey\", \"NotBeforeUtcTicks\", \"Payload\") VALUES ('k', 'j', 1, 0, 'g', 1, '{}')"
    )]
    [InlineData(
        "key-ring",
        "UPDATE \"TwoFactorBindings\" SET \"ProtectedSecret\" = X'09F0C9F0000102030405060708090A0B0C0D0E0F1011', \"Authenticators\" = NULL"
    )]
    public async Task Doctor_OfADatabaseWithAFault_NamesIt(string check, string fault)
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        await site.SqlAsync(fault);

        var report = await site.ToolAsync(1, ["doctor", .. site.KeyOptions]);

        Assert.Equal("error", StatusOf(report, check));
        Assert.False(string.IsNullOrEmpty(Find(report, check).GetProperty("fix").GetString()));
    }

    [Fact]
    public async Task Doctor_OfServersThatDoNotAnswer_NamesThem()
    {
        // Whose mail server isn't started.
        await using var site = await ToolSite.CopyAsync("Sqlite");

        var report = await site.ToolAsync(
            1,
            "doctor",
            "--smtp",
            $"127.0.0.1:{site.Mail.Port}",
            "--redis",
            $"127.0.0.1:{site.Mail.Port},password=canary-of-redis",
            "--timeout",
            "2"
        );

        Assert.Equal("error", StatusOf(report, "smtp"));
        Assert.Equal("error", StatusOf(report, "cache"));
        Assert.DoesNotContain("canary", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_OnADatabaseThatTheyCanNotUse_SaySoAndChangeNothing()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        string[] disable =
        [
            "disable-profile",
            "--profile",
            "acme",
            "--reason",
            ToolSite.Reason,
            "--yes",
            "--timeout",
            "1",
        ];
        var before = await site.ContentAsync();

        // Locked by another process.
        await using (var other = new SqliteConnection(site.Connection + ";Pooling=false"))
        {
            await other.OpenAsync();
            await using var lockIt = other.CreateCommand();
            lockIt.CommandText = "BEGIN EXCLUSIVE";
            await lockIt.ExecuteNonQueryAsync();
            await site.ToolAsync(3, disable);
        }

        Assert.Equal(before, await site.ContentAsync());
        // Of a newer version.
        await site.SqlAsync("ALTER TABLE \"TwoFactorPolicies\" ADD COLUMN \"Later\" TEXT");
        await site.ToolAsync(4, disable);
        await site.ToolAsync(0, "status");
        Assert.Equal("1", await site.SqlAsync("SELECT \"Enabled\" FROM \"TwoFactorPolicies\""));
        await site.ToolAsync(0, [.. disable, "--allow-extra-columns"]);
        // Of an older one.
        await site.SqlAsync("ALTER TABLE \"TwoFactorBindings\" DROP COLUMN \"Windows\"");
        await site.ToolAsync(4, "status");
        // Not there, no database, and another's.
        var nowhere = Path.Combine(site.Folder, "nowhere.db");
        await ToolRun.JsonAsync($"Data Source={nowhere}", 3, "status");
        Assert.False(File.Exists(nowhere));
        var text = Path.Combine(site.Folder, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 4096));
        await ToolRun.JsonAsync($"Data Source={text}", 3, "status");
        var empty = Path.Combine(site.Folder, "empty.db");
        await File.WriteAllTextAsync(empty, "");
        await ToolRun.JsonAsync($"Data Source={empty}", 4, "status");
        await ToolRun.JsonAsync(
            $"Host={site.Folder};Username=postgres;Password=canary-of-postgres;Database=none",
            3,
            "status",
            "--timeout",
            "2"
        );
    }

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Output_OfEveryCommand_HasNoSecretAndNoConnectionString(string provider)
    {
        await using var site = await ToolSite.CopyAsync(provider);
        var member = await site.MemberAsync("olivia");
        var connection =
            site.Connection + (site.IsPostgres ? ";Password=canary-of-the-database" : "");
        var export = Path.Combine(site.Folder, "canary.export");
        string[][] commands =
        [
            ["status", "--all"],
            ["member", "--profile", "acme", "--member", member],
            ["doctor", .. site.KeyOptions],
            ["rotate-keys", .. site.KeyOptions, "--nodes-know-key"],
            ["export", export],
            ["import", export],
            ["status", "--connection", connection + ";canary-of-a-fault=1"],
            ["reset", connection],
            ["disable-profile", "--profile", "acme", "--reason", "x", "--yes"],
        ];
        var said = new System.Text.StringBuilder();
        foreach (var command in commands)
        {
            foreach (var json in new[] { false, true })
            {
                var run = await ToolRun.RunAsync(
                    connection,
                    json ? [.. command, "--json"] : command
                );
                said.Append(run.Output).Append(run.Errors);
                Assert.NotEqual(70, run.ExitCode);
            }
        }

        said.Append(await File.ReadAllTextAsync(export));
        var all = said.ToString();
        Assert.DoesNotContain(site.Olivia.Secret, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary-of", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Data Source", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(member, all, StringComparison.Ordinal);
    }

    internal static string? StatusOf(JsonElement report, string check) =>
        Find(report, check).GetProperty("status").GetString();

    private static JsonElement Find(JsonElement report, string check) =>
        report
            .GetProperty("checks")
            .EnumerateArray()
            .First(one => one.GetProperty("name").GetString() == check);
}
