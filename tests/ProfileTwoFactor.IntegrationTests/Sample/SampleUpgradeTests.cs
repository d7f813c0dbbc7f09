using Microsoft.Data.Sqlite;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Tests.Shared;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Which databases the sample starts on.</summary>
public sealed class SampleUpgradeTests : IDisposable
{
    private const string Schema = "heatmap-0.1.0.sqlite.sql";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-upgrade-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Database_OfRelease010_IsTakenOver_AndNoBindingIsLost()
    {
        var today = Site("today.db");
        var clock = today.Clock;
        var app = await (await today.SignedInAsync("olivia")).EnableAsync();
        await today.DisposeAsync();
        await MakeOldAsync("old.db", "today.db");

        foreach (var _ in new[] { "first start", "second start" })
        {
            // The code of before the upgrade is used up.
            clock.Advance(TimeSpan.FromMinutes(1));
            await using var site = Site("old.db");
            site.Clock.SetUtcNow(clock.GetUtcNow());
            var owner = await site.SignedInAsync("olivia");

            Assert.Equal(401, (await owner.GetAsync("/api/p/acme/heatmaps")).StatusCode);
            var verified = await owner.VerifyAsync(app.Code());

            Assert.True(verified.StatusCode == 200, verified.Body);
            Assert.Equal(200, (await owner.GetAsync("/api/p/acme/heatmaps")).StatusCode);
        }
    }

    /// <summary>
    /// The row has the columns of 0.1.0, which knew one authenticator for each member, and is read as a list of one by two nodes at the same
    /// time. One of them writes the list. The columns of 0.1.0 still have the first authenticator then, for nodes of that release. What such
    /// nodes write beside nodes of this one is in AuthenticatorRowTests.
    /// </summary>
    [Fact]
    public async Task Binding_OfRelease010_IsAListOfOneOnTwoNodes_AndWhatOneAddsTheOtherAccepts()
    {
        var today = Site("today.db");
        var app = await (await today.SignedInAsync("olivia")).EnableAsync();
        var clock = today.Clock;
        await today.DisposeAsync();
        await MakeOldAsync("old.db", "today.db");
        var first = await FirstIdAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var here = Site("old.db", clock);
        await using var there = Site("old.db", clock);
        var olivia = await here.SignedInAsync("olivia");
        var elsewhere = await there.SignedInAsync("olivia");
        var code = app.Code();

        var answers = await Task.WhenAll(olivia.VerifyAsync(code), elsewhere.VerifyAsync(code));

        Assert.Equal([200, 400], answers.Select(answer => answer.StatusCode).Order());
        clock.NextStep();
        AnswerAssert.Ok(await elsewhere.VerifyAsync(app.Code()));
        var only = Assert.Single(await elsewhere.ListAsync());
        Assert.Equal((first, "totp"), (IdOf(only), only.GetProperty("kind").GetString()));
        clock.NextStep();
        AnswerAssert.Ok(await olivia.VerifyAsync(app.Code()));
        var tablet = await olivia.AddAsync(clock, "Tablet");
        Assert.Equal(["Authenticator app", "Tablet"], (await elsewhere.ListAsync()).Select(NameOf));
        clock.NextStep();
        AnswerAssert.Ok(await elsewhere.VerifyAsync(tablet.Code()));
        Assert.Equal(first, await FirstIdAsync());
        AnswerAssert.Ok(await AuthenticatorCalls.RemoveAsync(elsewhere, first));
        Assert.Equal(["Tablet"], (await olivia.ListAsync()).Select(NameOf));
        Assert.NotEqual(first, await FirstIdAsync());
    }

    [Fact]
    public async Task Binding_OfRelease010_GetsAPasskeyBesideItsApp_AndAfterARuleThePasskeyAloneCounts()
    {
        var today = Site("today.db");
        var app = await (await today.SignedInAsync("olivia")).EnableAsync();
        var clock = today.Clock;
        await today.DisposeAsync();
        await MakeOldAsync("old.db", "today.db");
        clock.Advance(TimeSpan.FromMinutes(1));
        await using var site = Site("old.db", clock);
        var olivia = await site.SignedInAsync("olivia");
        AnswerAssert.Ok(await olivia.VerifyAsync(app.Code()));
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Ok(await olivia.BindPasskeyAsync(key));

        Assert.Equal(
            ["totp", "passkey"],
            (await olivia.ListAsync()).Select(it => it.GetProperty("kind").GetString())
        );
        AnswerAssert.Ok(await olivia.VerifyPasskeyAsync(key));
        string[] passkeys = ["passkey"];
        AnswerAssert.Ok(await olivia.PolicyAsync(new { allowedAuthenticators = passkeys }));
        clock.NextStep();
        AnswerAssert.Refused(
            403,
            "authenticator-not-allowed",
            await olivia.VerifyAsync(app.Code())
        );
        AnswerAssert.Ok(await olivia.VerifyPasskeyAsync(key));
        Assert.Equal(200, (await olivia.GetAsync("/api/p/acme/heatmaps")).StatusCode);
    }

    [Fact]
    public async Task Database_OfANewerRelease_IsRefusedWithoutAChange()
    {
        await using (var site = Site("newer.db"))
        {
            _ = site.Services;
        }

        await ExecuteAsync(
            "newer.db",
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '99.0.0')"
        );
        var before = await SchemaAsync("newer.db");
        await using var older = Site("newer.db");

        var error = Assert.Throws<InvalidOperationException>(() => older.Services);

        Assert.Contains("29991231000000_Later", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SchemaAsync("newer.db"));
    }

    [Fact]
    public async Task Database_OfAnUnreleasedVersion_IsRefusedWithoutAChange()
    {
        await ExecuteAsync("unreleased.db", "CREATE TABLE \"People\" (\"Id\" TEXT)");
        var before = await SchemaAsync("unreleased.db");
        await using var site = Site("unreleased.db");

        var error = Assert.Throws<InvalidOperationException>(() => site.Services);

        Assert.Contains("TwoFactorBindings", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SchemaAsync("unreleased.db"));
    }

    [Fact]
    public async Task Database_OfRelease010_HasTheSchemaOfANewOneAfterwards()
    {
        await using (var today = Site("new.db"))
        {
            _ = today.Services;
        }

        await MakeOldAsync("old.db", "new.db");
        await using (var site = Site("old.db"))
        {
            _ = site.Services;
        }

        Assert.Equal(await SchemaAsync("new.db"), await SchemaAsync("old.db"));
    }

    /// <summary>
    /// The id of the authenticator in the columns of 0.1.0, of the Owner's record that counts: the one in which the setup began belongs to the
    /// epoch before and is deleted in the background.
    /// </summary>
    private async Task<string> FirstIdAsync()
    {
        await using var connection = await OpenAsync("old.db");
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT b."BindingId"
            FROM "TwoFactorBindings" b
            JOIN "TwoFactorPolicies" p ON p."ScopeId" = b."ScopeId" AND p."Epoch" = b."Epoch"
            """;
        return Assert.IsType<string>(await command.ExecuteScalarAsync());
    }

    private SampleSite Site(string file, FakeTimeProvider? clock = null) =>
        new()
        {
            Clock = clock ?? TestClock.AtNoon(),
            Settings =
            {
                ["ConnectionStrings:Database"] = ConnectionString(file),
                ["DataProtection:KeysPath"] = Path.Combine(_folder.FullName, "keys"),
            },
        };

    private string ConnectionString(string file) =>
        $"Data Source={Path.Combine(_folder.FullName, file)};Pooling=False";

    private async Task MakeOldAsync(string file, string source)
    {
        await using var target = await OpenAsync(file);
        await using var rows = await OpenAsync(source);
        await OldDatabase.CreateAsync(target, Schema, rows);
    }

    private async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string file, string statement)
    {
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Each column of each table, and each index; not the text of the statements, which a rebuilt table words differently.</summary>
    private async Task<string[]> SchemaAsync(string file)
    {
        await using var connection = await OpenAsync(file);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.type || ' ' || m.name || '.' || coalesce(c.name, '') || ' ' || coalesce(c.type, '')
                || ' ' || coalesce(c."notnull", '') || ' ' || coalesce(c.pk, '')
            FROM sqlite_master AS m
            LEFT JOIN pragma_table_xinfo(m.name) AS c
            WHERE m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
            ORDER BY 1
            """;
        var lines = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return [.. lines];
    }
}
