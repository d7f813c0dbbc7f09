using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>What docs/scale.md says of the commands that a request costs Redis, as Redis itself sees them.</summary>
[Collection(Cluster.First)]
public sealed class RedisCostTests(ITestOutputHelper output)
{
    [ServersFact]
    public async Task Request_OnAHitOfTheDecisionCache_AsksRedisNothing_OnAMissTwice()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            // What nodes tell each other comes when it comes; the commands of a request are counted here.
            settings => settings["Node:LosesMessages"] = "true"
        );
        var node = cluster.Nodes[0];
        var olivia = await NodeBrowser.SignedInAsync(node, "olivia");
        using var caller = await NodeCaller.AtAsync(olivia, node);
        var app = await caller.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        using var monitor = await RedisMonitor.StartAsync(cluster.Redis);

        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(node));
        var miss = await monitor.CommandsAsync();
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(node));
        var hit = await monitor.CommandsAsync();
        Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(app.Code())).Status);
        var verification = await monitor.CommandsAsync();
        await cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(node));
        var extension = await monitor.CommandsAsync();

        output.WriteLine($"miss: {string.Join(' ', miss)}");
        output.WriteLine($"hit: {string.Join(' ', hit)}");
        output.WriteLine($"verification: {string.Join(' ', verification)}");
        output.WriteLine($"extension: {string.Join(' ', extension)}");
        Assert.Equal(["HMGET", "HMGET"], miss);
        Assert.Empty(hit);
        // The probe is written, read, and removed; the activity and the window are written, each a hash and its expiry; then the
        // two entries of the earlier window go.
        Assert.Equal(
            [
                "HMSET",
                "EXPIRE",
                "HMGET",
                "UNLINK",
                .. Enumerable.Repeat<string[]>(["HMSET", "EXPIRE"], 2).SelectMany(write => write),
                "UNLINK",
                "UNLINK",
            ],
            verification
        );
        Assert.Equal(["HMGET", "HMGET", "HMSET", "EXPIRE"], extension);
    }
}
