using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>Redis that is not there, or hangs: closed, nothing lost, everything else as ever.</summary>
[Collection(Cluster.Second)]
public sealed class RedisDownTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    [ServersFact]
    public async Task A_redis_that_is_down_lets_no_caller_in_burns_no_code_and_is_found_again()
    {
        using var olivia = await fixture.VerifiedAsync();
        await fixture.Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var code = fixture.App.Code();
        SampleNode late;
        fixture.Cluster.Redis.Kill();
        try
        {
            await fixture.Cluster.Patience.SetAsync(FaultyNode.Short);
            var ungated = new List<NodeAnswer>();
            for (var i = 0; i < 30; i++)
            {
                FaultyNode.AssertUnavailable(await FaultyNode.GatedAsync(olivia));
                ungated.Add(await FaultyNode.UngatedAsync(olivia));
            }

            FaultyNode.AssertUngated(ungated);
            FaultyNode.AssertUnavailable(await olivia.VerifyAsync(code));
            await fixture.Cluster.Patience.ResetAsync();
            // A node that is started during the outage starts, and has its ungated pages.
            late = await fixture.Cluster.AddNodeAsync();
            await NodeBrowser.SignedInAsync(late, "mark");
        }
        finally
        {
            await fixture.Cluster.Patience.ResetAsync();
            await fixture.Cluster.Redis.StartAsync();
        }

        // It came back empty: one code each, and the one that was refused is good still.
        await FaultyNode.EventuallyAsync(
            olivia,
            HttpStatusCode.Unauthorized,
            "verification-required"
        );
        Assert.Equal(HttpStatusCode.OK, (await olivia.VerifyAsync(code)).Status);
        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
        var mark = await NodeBrowser.SignedInAsync(late, "mark");
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(late));
    }

    [ServersFact]
    public async Task A_redis_that_hangs_leaves_ungated_pages_alone_and_lets_no_caller_in()
    {
        using var olivia = await fixture.VerifiedAsync();
        fixture.Cluster.Redis.Process.Pause();
        try
        {
            await fixture.Cluster.Patience.SetAsync(FaultyNode.Short);
            var gated = Crowd.RunAsync(30, _ => FaultyNode.GatedAsync(olivia));
            var ungated = new List<NodeAnswer>();
            for (var i = 0; i < 30; i++)
            {
                ungated.Add(await FaultyNode.UngatedAsync(olivia));
            }

            FaultyNode.AssertUngated(ungated);
            Assert.All(await gated, FaultyNode.AssertUnavailable);
        }
        finally
        {
            await fixture.Cluster.Patience.ResetAsync();
            fixture.Cluster.Redis.Process.Resume();
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }
}
