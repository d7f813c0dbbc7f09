using System.Diagnostics;
using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>Servers that hang: a refused answer comes at our own deadline while they hang, and an open circuit doesn't ask at all.</summary>
/// <remarks>
/// That the deadline is ours is read from the node's log: the clients of the servers have others, which are far longer. How soon after it the
/// answer comes is measured in long runs alone, since a busy machine may take any time to write one.
/// </remarks>
[Collection(Cluster.Second)]
public sealed class DeadlineTests(HungServers fixture) : IClassFixture<HungServers>
{
    private static readonly TimeSpan Bound = HungServers.Deadline + TimeSpan.FromSeconds(1);

    private static readonly string GivenUp =
        $"no answer within {HungServers.Deadline.TotalMilliseconds:0} ms";

    [ServersFact]
    public async Task A_redis_that_hangs_is_given_up_at_our_deadline_and_with_an_open_circuit_not_asked_at_all()
    {
        using var olivia = await fixture.VerifiedAsync();
        using var laptop = await fixture.SignedInAsync();
        var log = fixture.Node.Log.Length;
        fixture.Cluster.Redis.Process.Pause();
        try
        {
            // As many as it takes to open the circuit; each of them waits.
            var waits = new List<TimeSpan>();
            var ungated = new List<NodeAnswer>();
            for (var i = 0; i < 5; i++)
            {
                waits.Add(
                    i % 2 == 0
                        ? await RefusedAsync(() => FaultyNode.GatedAsync(olivia))
                        : await RefusedAsync(() => laptop.VerifyAsync(fixture.App.WrongCode()))
                );
                ungated.Add(await FaultyNode.UngatedAsync(olivia));
            }

            Assert.InRange(Median(waits), HungServers.Deadline * 0.9, Latest);
            AssertGivenUp(log);

            // From now on only one call in two seconds goes out to see; the two reads of a request are counted.
            fixture.Redis.StartCounting("HMGET");
            var started = Stopwatch.StartNew();
            for (var i = 0; i < 100; i++)
            {
                FaultyNode.AssertUnavailable(await FaultyNode.GatedAsync(olivia));
            }

            var looks = 1 + (int)(started.Elapsed / HungServers.Deadline);
            Assert.InRange(fixture.Redis.Count, 0, 2 * looks);
            Assert.InRange(fixture.Redis.Count, 0, 100);
            ungated.Add(await FaultyNode.UngatedAsync(olivia));
            FaultyNode.AssertUngated(ungated);
        }
        finally
        {
            fixture.Cluster.Redis.Process.Resume();
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    [ServersFact]
    public async Task A_network_that_swallows_what_goes_to_redis_is_given_up_at_our_deadline()
    {
        using var olivia = await fixture.VerifiedAsync();
        var log = fixture.Node.Log.Length;
        fixture.Redis.SwallowsEverything = true;
        try
        {
            var waits = Crowd.RunAsync(5, _ => RefusedAsync(() => FaultyNode.GatedAsync(olivia)));
            var ungated = new List<NodeAnswer>();
            for (var i = 0; i < 5; i++)
            {
                ungated.Add(await FaultyNode.UngatedAsync(olivia));
            }

            FaultyNode.AssertUngated(ungated);
            Assert.InRange(Median(await waits), TimeSpan.Zero, Latest);
            AssertGivenUp(log);
        }
        finally
        {
            fixture.Redis.SwallowsEverything = false;
            // What was swallowed is never answered; as after a real outage, the client begins again.
            fixture.Redis.MoveTo(fixture.Cluster.Redis);
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    [ServersFact]
    public async Task A_postgres_that_hangs_is_given_up_at_our_deadline_and_pages_without_it_answer()
    {
        using var olivia = await fixture.VerifiedAsync();
        using var anonymous = new NodeBrowser().At(fixture.Node);
        // The server, and with it its sessions.
        fixture.Cluster.Postgres.Process.Pause();
        try
        {
            var waits = Crowd.RunAsync(
                5,
                async _ =>
                {
                    var started = Stopwatch.StartNew();
                    var answer = await FaultyNode.GatedAsync(olivia);
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
                    return started.Elapsed;
                }
            );
            using var login = await anonymous.GetAsync("/account/login");
            Assert.Equal(HttpStatusCode.OK, login.StatusCode);

            Assert.InRange(Median(await waits), TimeSpan.Zero, Latest);
        }
        finally
        {
            fixture.Cluster.Postgres.Process.Resume();
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    private static TimeSpan Latest => Tools.RunsLong ? Bound : TimeSpan.MaxValue;

    private void AssertGivenUp(int from)
    {
        var log = fixture.Node.Log[from..];
        Assert.Contains(GivenUp, log, StringComparison.Ordinal);
        // The client's own limit.
        Assert.DoesNotContain("RedisTimeoutException", log, StringComparison.Ordinal);
    }

    private static async Task<TimeSpan> RefusedAsync(Func<Task<NodeAnswer>> ask)
    {
        var started = Stopwatch.StartNew();
        FaultyNode.AssertUnavailable(await ask());
        return started.Elapsed;
    }

    /// <summary>One slow answer of a busy machine is no late deadline.</summary>
    private static TimeSpan Median(IReadOnlyCollection<TimeSpan> waits) =>
        waits.Order().ElementAt(waits.Count / 2);
}
