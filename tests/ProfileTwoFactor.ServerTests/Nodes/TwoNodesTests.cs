using System.Net;
using System.Text.RegularExpressions;
using ProfileTwoFactor.ServerTests.Nodes.Faults;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes;

[Collection(Cluster.First)]
public sealed class TwoNodesTests
{
    [ServersFact]
    public async Task A_window_opened_on_one_node_holds_on_the_other_and_keys_are_shared()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 2);
        var (first, second) = (cluster.Nodes[0], cluster.Nodes[1]);
        var olivia = await NodeBrowser.SignedInAsync(first, "olivia");
        FakeAuthenticator app;
        using (var client = olivia.At(first))
        {
            app = await client.EnableTwoFactorAsync("acme", cluster.Clock);
        }

        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(second));
        // Another browser types its code at the node that didn't make the secret.
        var laptop = await NodeBrowser.SignedInAsync(second, "olivia");
        Assert.Equal(HttpStatusCode.Unauthorized, await laptop.HeatmapsAsync(second));
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        using (var client = laptop.At(second))
        {
            await client.VerifyTwoFactorAsync("acme", app);
        }

        Assert.Equal(HttpStatusCode.OK, await laptop.HeatmapsAsync(first));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(laptop, first));
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(laptop, second));
        Assert.DoesNotContain("CacheInProcess", second.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Data Protection keys are stored in",
            second.Log,
            StringComparison.Ordinal
        );
    }

    [ServersFact]
    public async Task A_hung_redis_holds_no_request_longer_than_the_deadline_and_most_not_at_all()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            settings => settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00"
        );
        var node = cluster.Nodes[0];
        var olivia = await NodeBrowser.SignedInAsync(node, "olivia");
        using var client = olivia.At(node);
        await client.EnableTwoFactorAsync("acme", cluster.Clock);
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(node));
        // The package's own: what is asked here is whether that deadline holds.
        await cluster.Patience.SetAsync(HungServers.Deadline);
        cluster.Redis.Process.Pause();

        await Crowd.RunAsync(10, _ => olivia.HeatmapsAsync(node));
        // One after the other: what is measured is the wait, not how many requests a busy machine takes at once.
        var waits = new List<(HttpStatusCode Status, TimeSpan Took)>();
        for (var i = 0; i < 100; i++)
        {
            waits.Add(await TimedAsync(client));
        }

        var health = await HealthAsync(olivia, node);
        cluster.Redis.Process.Resume();

        Assert.All(waits, wait => Assert.Equal(HttpStatusCode.ServiceUnavailable, wait.Status));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health);
        // By its client, none of them would have been given up before a minute.
        Assert.DoesNotContain("RedisTimeoutException", node.Log, StringComparison.Ordinal);
        // Of the crowd, and of one request after the other: those that went out to see, which takes a second each, and no more in that time.
        var looks = 1 + (int)waits.Sum(wait => wait.Took.TotalSeconds);
        Assert.InRange(Regex.Count(node.Log, "no answer within 1000 ms"), 1, 10 + looks);
        await cluster.Patience.ResetAsync();
        var back = await Eventually.TrueAsync(
            async () => await olivia.HeatmapsAsync(node) == HttpStatusCode.OK,
            "the window is found again"
        );
        if (Tools.RunsLong)
        {
            // In seconds where there is time to try again: a busy machine may take any time for a request.
            Assert.All(waits, wait => Assert.InRange(wait.Took.TotalSeconds, 0, 5));
            // A second each, without the circuit.
            Assert.InRange(waits.Sum(wait => wait.Took.TotalSeconds), 0, 50);
            Assert.InRange(back.TotalSeconds, 0, 5);
        }
    }

    private static async Task<(HttpStatusCode Status, TimeSpan Took)> TimedAsync(HttpClient client)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var answer = await client.GetAsync("/api/p/acme/heatmaps");
        return (answer.StatusCode, TimeProvider.System.GetElapsedTime(started));
    }

    private static async Task<HttpStatusCode> HealthAsync(NodeBrowser browser, SampleNode node)
    {
        using var client = browser.At(node);
        using var answer = await client.GetAsync("/healthz");
        return answer.StatusCode;
    }
}
