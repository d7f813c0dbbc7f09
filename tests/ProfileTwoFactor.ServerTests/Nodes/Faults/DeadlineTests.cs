using System.Diagnostics;
using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>Servers that hang: a refused answer comes within our own deadline and a second, and an open circuit doesn't ask at all.</summary>
[Collection(Cluster.Second)]
public sealed class DeadlineTests(HungServers fixture) : IClassFixture<HungServers>
{
    private static readonly TimeSpan Bound = HungServers.Deadline + TimeSpan.FromSeconds(1);

    [ServersFact]
    public async Task A_redis_that_hangs_is_given_up_at_our_deadline_and_with_an_open_circuit_not_asked_at_all()
    {
        using var olivia = await fixture.VerifiedAsync();
        using var laptop = await fixture.SignedInAsync();
        fixture.Cluster.Redis.Process.Pause();
        try
        {
            // As many as it takes to open the circuit; each of them waits.
            var waits = new List<TimeSpan>();
            for (var i = 0; i < 5; i++)
            {
                waits.Add(
                    i % 2 == 0
                        ? await RefusedAsync(() => FaultyNode.GatedAsync(olivia))
                        : await RefusedAsync(() => laptop.VerifyAsync(fixture.App.WrongCode()))
                );
                await UngatedAnswersAsync(olivia);
            }

            Assert.InRange(Median(waits), HungServers.Deadline * 0.9, Bound);

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
            await UngatedAnswersAsync(olivia);
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
        fixture.Redis.SwallowsEverything = true;
        try
        {
            var waits = Crowd.RunAsync(5, _ => RefusedAsync(() => FaultyNode.GatedAsync(olivia)));
            await UngatedAnswersAsync(olivia);

            Assert.InRange(Median(await waits), TimeSpan.Zero, Bound);
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

            Assert.InRange(Median(await waits), TimeSpan.Zero, Bound);
        }
        finally
        {
            fixture.Cluster.Postgres.Process.Resume();
        }

        await FaultyNode.EventuallyAsync(olivia, HttpStatusCode.OK);
    }

    private static async Task<TimeSpan> RefusedAsync(Func<Task<NodeAnswer>> ask)
    {
        var started = Stopwatch.StartNew();
        FaultyNode.AssertUnavailable(await ask());
        return started.Elapsed;
    }

    private static async Task UngatedAnswersAsync(NodeCaller caller) =>
        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.UngatedAsync(caller)).Status);

    /// <summary>One slow answer of a busy machine is no late deadline.</summary>
    private static TimeSpan Median(IReadOnlyCollection<TimeSpan> waits) =>
        waits.Order().ElementAt(waits.Count / 2);
}
