using System.Globalization;
using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>A replica of Redis takes over that never heard of the last things its master did.</summary>
[Collection(Cluster.Second)]
public sealed class RedisFailoverTests
{
    [ServersFact]
    public async Task A_replica_that_is_promoted_after_it_lost_removals_opens_nothing_for_windows_that_were_closed()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 0);
        // The address the nodes know stays; what stands behind it changes.
        await using var address = FaultProxy.To(cluster.Redis);
        cluster.Settings["ConnectionStrings:Redis"] = RedisServer.ConnectionStringTo(address.Port);
        cluster.Settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00";
        var node = await cluster.AddNodeAsync();
        var olivia = await EnabledAsync(cluster, node);
        var mark = await BoundAsync(cluster, node, "mark");
        var mei = await BoundAsync(cluster, node, "mei");
        var oscar = await BoundAsync(cluster, node, "oscar");

        await using var link = FaultProxy.To(cluster.Redis);
        await using var replica = await ReplicaAsync(cluster.Redis, link);
        await link.DisposeAsync();

        // Closed while no one tells the replica: by a reset, by a removal, by a new password.
        await ResetAsync(olivia.Caller, "mark");
        await RemoveAndInviteAgainAsync(olivia.Caller, mei.Caller);
        await ChangePasswordAsync(oscar.Caller);
        // And opened: a second browser of the Owner's.
        var late = await NodeBrowser.SignedInAsync(node, "olivia");
        using var lateCaller = await NodeCaller.AtAsync(late, node);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await lateCaller.VerifyAsync(olivia.App.Code())).Status);

        cluster.Redis.Kill();
        await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");
        Assert.NotEqual(0, await WindowsAsync(replica));
        address.MoveTo(replica);

        // Whose window the replica has and no one closed is in; so the entries of the others would be found as well.
        await FaultyNode.EventuallyAsync(olivia.Caller, HttpStatusCode.OK);
        Assert.Equal("binding-required", (await FaultyNode.GatedAsync(mark.Caller)).Code);
        Assert.Equal("binding-required", (await FaultyNode.GatedAsync(mei.Caller)).Code);
        Assert.Equal("verification-required", (await FaultyNode.GatedAsync(oscar.Caller)).Code);
        // They stay closed when their members come in by another browser.
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var laptop = await NodeBrowser.SignedInAsync(node, "mark");
        using (var client = laptop.At(node))
        {
            await client.BindTwoFactorAsync("acme", cluster.Clock);
        }

        Assert.Equal(HttpStatusCode.OK, await laptop.HeatmapsAsync(node));
        Assert.Equal("verification-required", (await FaultyNode.GatedAsync(mark.Caller)).Code);

        // Whose window the replica never got comes in with one code.
        Assert.Equal("verification-required", (await FaultyNode.GatedAsync(lateCaller)).Code);
        Assert.Equal(HttpStatusCode.OK, (await lateCaller.VerifyAsync(olivia.App.Code())).Status);
        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(lateCaller)).Status);
        foreach (var member in (Member[])[olivia, mark, mei, oscar])
        {
            member.Caller.Dispose();
        }
    }

    private static async Task<RedisServer> ReplicaAsync(RedisServer master, FaultProxy link)
    {
        await master.ExecuteAsync("CONFIG", "SET", "repl-diskless-sync-delay", "0");
        var replica = await RedisServer.StartNewAsync();
        await replica.ExecuteAsync(
            "REPLICAOF",
            "127.0.0.1",
            link.Port.ToString(CultureInfo.InvariantCulture)
        );
        var expected = await WindowsAsync(master);
        await Eventually.TrueAsync(
            async () => await WindowsAsync(replica) == expected,
            "the replica has what the master has"
        );
        return replica;
    }

    private static async Task<int> WindowsAsync(RedisServer redis) =>
        (int)await redis.ExecuteAsync("EVAL", "return #redis.call('KEYS', 'heatmap:ptf:w:*')", 0);

    private static async Task<Member> EnabledAsync(Cluster cluster, SampleNode node)
    {
        var caller = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(node, "olivia"),
            node
        );
        return new(caller, await caller.Client.EnableTwoFactorAsync("acme", cluster.Clock));
    }

    private static async Task<Member> BoundAsync(Cluster cluster, SampleNode node, string name)
    {
        var caller = await NodeCaller.AtAsync(await NodeBrowser.SignedInAsync(node, name), node);
        return new(caller, await caller.Client.BindTwoFactorAsync("acme", cluster.Clock));
    }

    private static async Task ResetAsync(NodeCaller owner, string name) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await owner.ProfilePostAsync($"members/{await MemberIdAsync(owner, name)}/reset")
            ).Status
        );

    private static async Task RemoveAndInviteAgainAsync(NodeCaller owner, NodeCaller mei)
    {
        var id = await MemberIdAsync(owner, "mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await owner.SendAsync(HttpMethod.Delete, $"/api/p/acme/members/{id}")).Status
        );
        var invited = await owner.PostAsync(
            "/api/p/acme/invitations",
            new { email = "mei@example.com" }
        );
        var token = JsonElement.Parse(invited.Body).GetProperty("token").GetString();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await mei.PostAsync($"/api/invitations/{token}/accept", new { })).Status
        );
    }

    private static async Task ChangePasswordAsync(NodeCaller caller) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await caller.PostAsync(
                    "/api/account/password",
                    new { current = NodeBrowser.Password, @new = "Another!2026 password" }
                )
            ).Status
        );

    private static async Task<string> MemberIdAsync(NodeCaller owner, string name) =>
        JsonElement
            .Parse((await owner.GetAsync("/two-factor/api/profiles/acme/members")).Body)
            .EnumerateArray()
            .Single(member =>
                member.GetProperty("accountName").GetString() == $"{name}@example.com"
            )
            .GetProperty("memberId")
            .GetString()!;

    private sealed record Member(NodeCaller Caller, FakeAuthenticator App);
}
