using System.Net;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>The key ring, which all nodes have from the database: lost, returned, expired, revoked.</summary>
[Collection(Cluster.Second)]
public sealed class KeyRingTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    private Cluster Cluster => fixture.Cluster;

    [ServersFact]
    public async Task Keys_that_are_lost_and_returned_open_nothing_in_between_and_change_no_record()
    {
        await ReadyAsync();
        var before = await fixture.RecordsAsync();
        await SqlAsync("""CREATE TABLE kept AS SELECT * FROM "DataProtectionKeys" """);
        await SqlAsync("""DELETE FROM "DataProtectionKeys" """);
        var node = await Cluster.AddNodeAsync();
        await RefusedAsync(node, before);

        // The new ring of that node stays beside them, as after a restore from a backup.
        await SqlAsync(
            """INSERT INTO "DataProtectionKeys" ("FriendlyName", "Xml") SELECT "FriendlyName", "Xml" FROM kept WHERE "Xml" NOT IN (SELECT "Xml" FROM "DataProtectionKeys")"""
        );
        await SqlAsync("DROP TABLE kept");
        await WorksAsync(await Cluster.AddNodeAsync());
    }

    [ServersFact]
    public async Task A_key_that_has_expired_still_reads_what_was_written_under_it()
    {
        await ReadyAsync();
        await SqlAsync(
            """UPDATE "DataProtectionKeys" SET "Xml" = regexp_replace("Xml", '<expirationDate>[^<]*', '<expirationDate>2020-01-01T00:00:00Z')"""
        );
        await WorksAsync(await Cluster.AddNodeAsync());
    }

    [ServersFact]
    public async Task A_key_that_was_revoked_makes_codes_unavailable_and_never_opens_or_changes_anything()
    {
        await ReadyAsync();
        var before = await fixture.RecordsAsync();
        await SqlAsync(
            """INSERT INTO "DataProtectionKeys" ("FriendlyName", "Xml") VALUES ('revocation', '<revocation version="1"><revocationDate>' || to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '</revocationDate><key id="*" /><reason>test</reason></revocation>')"""
        );
        try
        {
            await RefusedAsync(await Cluster.AddNodeAsync(), before);
        }
        finally
        {
            await SqlAsync(
                """DELETE FROM "DataProtectionKeys" WHERE "FriendlyName" = 'revocation'"""
            );
        }
    }

    /// <summary>A member who is bound, and a health check that has left its own record under today's key.</summary>
    private async Task ReadyAsync()
    {
        using var olivia = await fixture.VerifiedAsync();
        Assert.Equal(HttpStatusCode.OK, (await olivia.GetAsync("/healthz")).Status);
    }

    private async Task RefusedAsync(SampleNode node, string before)
    {
        using var olivia = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(node, "olivia"),
            node
        );
        Assert.NotEqual(HttpStatusCode.OK, (await FaultyNode.GatedAsync(olivia)).Status);
        await Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        FaultyNode.AssertUnavailable(await olivia.VerifyAsync(fixture.App.Code()));
        FaultyNode.AssertUnavailable(await olivia.VerifyAsync(fixture.App.WrongCode()));
        Assert.NotEqual(HttpStatusCode.OK, (await FaultyNode.GatedAsync(olivia)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await olivia.GetAsync("/healthz")).Status);
        Assert.Equal(before, await fixture.RecordsAsync());
    }

    private async Task WorksAsync(SampleNode node)
    {
        using var olivia = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(node, "olivia"),
            node
        );
        await fixture.VerifyAsync(olivia);
        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await olivia.GetAsync("/healthz")).Status == HttpStatusCode.OK,
            "the node is ready"
        );
    }

    private Task SqlAsync(string sql) => Cluster.SqlAsync(sql);
}
