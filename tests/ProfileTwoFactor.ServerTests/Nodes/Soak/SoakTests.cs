using ProfileTwoFactor.ServerTests.Servers;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

[Collection(Cluster.First)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int ShownViolations = 20;

    [SoakFact]
    public async Task While_nodes_and_servers_fail_at_random_no_code_counts_twice_no_member_gets_in_without_a_window_and_in_the_end_each_member_does()
    {
        output.WriteLine($"seed {SoakFactAttribute.Seed}, {SoakFactAttribute.Duration}");
        await using var cluster = await Cluster.StartAsync(
            nodes: 0,
            SoakRun.Configure,
            breaksPostgres: true,
            killsNodes: true
        );
        await cluster.Clock.RunAsync();
        var seed = SoakFactAttribute.Seed;
        using var run = new SoakRun(cluster, seed, SoakFaults.Skew);
        for (var node = 0; node < 3; node++)
        {
            await run.Site.AddNodeAsync();
        }

        await run.BeginAsync();

        using var end = new CancellationTokenSource(SoakFactAttribute.Duration);
        var faults = new SoakFaults(run.Site, seed);
        var failing = faults.StrikeAsync(end.Token);
        var measures = new SoakMeasures(run.Site, cluster.Nodes[2], SoakFactAttribute.Duration);
        var watch = measures.WatchAsync(end.Token);
        var acting = run.ActAsync(end.Token);
        await Task.WhenAny(acting, failing);
        if (failing.IsFaulted)
        {
            // What is left would show a site in which nothing fails.
            await end.CancelAsync();
        }

        await acting;
        await failing;
        await watch;
        foreach (var member in run.Site.Members)
        {
            var took = await Eventually.TrueAsync(
                member.ComeInAsync,
                $"{member.Name} is back, seed {seed}"
            );
            output.WriteLine($"{member.Name} is back after {took.TotalSeconds:0.0} s");
        }

        await run.EndAsync();
        // Before anything is judged: an hour has more to say than what was wrong in it.
        foreach (var line in measures.Table())
        {
            output.WriteLine(line);
        }

        Judge(run, faults);
        Judge(measures);
    }

    private static void Judge(SoakMeasures measures)
    {
        if (SoakFactAttribute.ShowsLeaks)
        {
            Assert.Empty(measures.Leaks());
        }
    }

    private void Judge(SoakRun run, SoakFaults faults)
    {
        var history = run.History;
        output.WriteLine($"{history.Events.Count} requests; faults: {faults}");
        output.WriteLine(history.Answers);
        var violations = run.Violations();
        output.WriteLine($"{history.Judged} gated answers judged, {violations.Count} violations");
        Assert.True(
            violations.Count == 0,
            $"seed {SoakFactAttribute.Seed}, the first of them:\n{string.Join('\n', violations.Take(ShownViolations))}"
        );
        Assert.Equal(0, history.Broken);
        // A history in which nothing happened would show nothing.
        Assert.NotEqual(0, faults.Count);
        Assert.InRange(history.Count(SoakAct.Access), 20, int.MaxValue);
        Assert.InRange(history.Count(SoakAct.Verify), 5, int.MaxValue);
    }
}
