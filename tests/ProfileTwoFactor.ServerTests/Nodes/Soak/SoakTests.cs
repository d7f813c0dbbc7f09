using ProfileTwoFactor.ServerTests.Servers;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

[Collection(Cluster.First)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private static readonly TimeSpan DecisionLifetime = TimeSpan.FromSeconds(2);

    /// <summary>Twenty times as fast as real time, so that there are codes to type.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly SoakHistory _history = new();

    [SoakFact]
    public async Task While_nodes_and_servers_fail_at_random_no_code_counts_twice_no_member_gets_in_without_a_window_and_in_the_end_each_member_does()
    {
        output.WriteLine($"seed {SoakFactAttribute.Seed}, {SoakFactAttribute.Duration}");
        await using var cluster = await Cluster.StartAsync(
            nodes: 3,
            settings =>
            {
                settings["ProfileTwoFactor:DecisionLifetime"] = $"{DecisionLifetime:c}";
                settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "24:00:00";
                settings.Remove("Node:PatienceFile");
                settings["Node:DependencyTimeout"] = "00:00:02";
                settings["Logging:LogLevel:ProfileTwoFactor"] = "Error";
            },
            breaksPostgres: true,
            killsNodes: true
        );
        // The model measures the lifetime of decisions in real time.
        await cluster.Clock.RunAsync();
        var site = new SoakSite(cluster, _history);
        var seed = SoakFactAttribute.Seed;
        var members = ((string[])["olivia", "mark", "mei", "oscar"])
            .Select((name, i) => new SoakMember(name, site, seed + i + 1))
            .ToList();
        var owner = new SoakOwner(members[0], members[1..], site, seed - 1);
        using var over = new CancellationTokenSource();
        var clock = TickAsync(cluster.Clock, over.Token);
        await owner.SwitchOnAsync();

        using var end = new CancellationTokenSource(SoakFactAttribute.Duration);
        var faults = new SoakFaults(site, seed).StrikeAsync(end.Token, output.WriteLine);
        var measures = new SoakMeasures(site, cluster.Nodes[2], SoakFactAttribute.Duration);
        var watch = measures.WatchAsync(end.Token);
        await Task.WhenAll(
            members[1..]
                .Select(member => WhileAsync(member.ActAsync, end.Token))
                .Append(WhileAsync(owner.ActAsync, end.Token))
        );
        var strikes = await faults;
        await watch;
        foreach (var member in members)
        {
            var took = await Eventually.TrueAsync(
                member.ComeInAsync,
                $"{member.Name} is back, seed {seed}"
            );
            output.WriteLine($"{member.Name} is back after {took.TotalSeconds:0.0} s");
        }

        await over.CancelAsync();
        await clock;
        members.ForEach(member => member.Dispose());
        Judge(strikes);
        Judge(measures);
    }

    private void Judge(SoakMeasures measures)
    {
        foreach (var line in measures.Table())
        {
            output.WriteLine(line);
        }

        if (SoakFactAttribute.ShowsLeaks)
        {
            Assert.Empty(measures.Leaks());
        }
    }

    private void Judge(int strikes)
    {
        output.WriteLine($"{_history.Events.Count} requests, {strikes} faults");
        output.WriteLine(_history.Answers);
        var violations = new SoakModel(DecisionLifetime).Violations(_history.Events);
        Assert.True(
            violations.Count == 0,
            $"seed {SoakFactAttribute.Seed}:\n{string.Join('\n', violations)}"
        );
        Assert.Equal(0, _history.Broken);
        // A history in which nothing happened would show nothing.
        Assert.NotEqual(0, strikes);
        Assert.InRange(_history.Count(SoakAct.Access), 20, int.MaxValue);
        Assert.InRange(_history.Count(SoakAct.Verify), 5, int.MaxValue);
    }

    private static async Task WhileAsync(Func<Task> act, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await act();
        }
    }

    private static async Task TickAsync(NodeClock clock, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Step / 20);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                await clock.AdvanceAsync(Step);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the soak.
        }
    }
}
