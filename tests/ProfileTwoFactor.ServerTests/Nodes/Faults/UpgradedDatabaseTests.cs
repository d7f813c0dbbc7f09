using System.Net;
using Npgsql;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>A PostgreSQL database that 0.1.0 made and this release finds.</summary>
[Collection(Cluster.Second)]
public sealed class UpgradedDatabaseTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    [ServersFact]
    public async Task Database_OfRelease010_IsTakenOver_AndNoBindingIsLost()
    {
        var cluster = fixture.Cluster;
        cluster.Settings["ConnectionStrings:Database"] = await MakeOldAsync();

        foreach (var _ in new[] { "the node that upgrades", "the node that finds it upgraded" })
        {
            var node = await cluster.AddNodeAsync();
            await cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
            var browser = await NodeBrowser.SignedInAsync(node, "olivia");
            using var caller = await NodeCaller.AtAsync(browser, node);
            Assert.Equal("verification-required", (await FaultyNode.GatedAsync(caller)).Code);
            Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(fixture.App.Code())).Status);
            Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(caller)).Status);
        }
    }

    private async Task<string> MakeOldAsync()
    {
        var database = await fixture.Cluster.Postgres.CreateDatabaseAsync();
        await using var target = new NpgsqlConnection(database);
        await using var source = new NpgsqlConnection(fixture.Database);
        await target.OpenAsync();
        await source.OpenAsync();
        await OldDatabase.CreateAsync(target, "heatmap-0.1.0.postgres.sql", source);
        await using var numbers = target.CreateCommand();
        // Copied rows leave the counters where they were.
        numbers.CommandText = """
            SELECT setval(pg_get_serial_sequence('"SecurityEvents"', 'Id'), 1000000),
                   setval(pg_get_serial_sequence('"DataProtectionKeys"', 'Id'), 1000000)
            """;
        await numbers.ExecuteNonQueryAsync();
        return database;
    }
}
