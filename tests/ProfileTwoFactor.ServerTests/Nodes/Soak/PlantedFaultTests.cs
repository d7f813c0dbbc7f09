using System.Diagnostics;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>One of two nodes does what the package must not do. A history that shows nothing of it would show nothing of such a mistake in the package.</summary>
[Collection(Cluster.Second)]
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    // A fault shows within seconds. The rest is for machines that are busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // In a long run each change that the Owner makes in quiet comes.
    private static int QuietsWithoutFault => Tools.RunsLong ? 5 : 2;

    // Each with what the model says of it. The first two show soonest.
    private static readonly (string Fault, string Violation)[] All =
    [
        ("a used code is accepted again", "was accepted"),
        ("a window counts in every browser", "let in"),
        ("the epoch is ignored", "let in"),
        ("a used backup code is accepted again", "was accepted"),
        ("a window counts for another profile", "let in"),
        ("a window never expires", "let in"),
        ("ended windows count", "let in"),
        ("a reset changes nothing", "ended binding"),
        ("a removed member stays one", "removed"),
        ("a store that fails says off", "let in"),
        ("decisions are kept for minutes", "let in"),
        ("codes are accepted for too long", "wrong code"),
        ("the code of one member verifies another", "wrong code"),
    ];

    /// <summary>All of them take too long for each run; <c>./test.sh --long</c> has them.</summary>
    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var (fault, violation) in Tools.RunsLong ? All : All[..2])
            {
                faults.Add(fault, violation);
            }

            return faults;
        }
    }

    [ServersTheory]
    [MemberData(nameof(Faults))]
    public async Task Planted_fault_is_caught(string fault, string violation)
    {
        var violations = await RunAsync(fault, (_, found) => !found.Any(IsIt));

        Assert.Contains(violations, IsIt);

        bool IsIt(string found) => found.Contains(violation, StringComparison.Ordinal);
    }

    [ServersFact]
    public async Task Without_a_planted_fault_nothing_is_caught()
    {
        var violations = await RunAsync(
            null,
            (site, found) => found.Count == 0 && site.Quiets < QuietsWithoutFault
        );

        Assert.Empty(violations);
    }

    /// <returns>What the model doesn't explain.</returns>
    private async Task<IReadOnlyList<string>> RunAsync(
        string? fault,
        Func<SoakSite, IReadOnlyList<string>, bool> goesOn
    )
    {
        const int seed = 21;
        await using var cluster = await Cluster.StartAsync(nodes: 0, SoakRun.Configure);
        await cluster.Clock.RunAsync();
        using var run = new SoakRun(cluster, seed);
        // By a node that is as it should be.
        await run.Site.AddNodeAsync();
        await run.BeginAsync();
        if (fault is not null)
        {
            cluster.Settings["Node:PlantedFault"] = fault;
        }

        await run.Site.AddNodeAsync();
        using var end = new CancellationTokenSource();
        var acting = run.ActAsync(end.Token);
        var failing = FailAsync(run.Site.Faults[1], end.Token);
        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> violations;
        do
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1)), acting);
            violations = run.Violations();
        } while (goesOn(run.Site, violations) && watch.Elapsed < Patience);

        await end.CancelAsync();
        await acting;
        await failing;
        await run.EndAsync();
        // Now all of them are answered.
        violations = run.Violations();
        output.WriteLine(
            $"{fault ?? "no fault"}: {run.History.Judged} gated answers in {watch.Elapsed.TotalSeconds:0.0} s, {run.Site.Quiets} times quiet"
        );
        output.WriteLine(run.History.Answers);
        output.WriteLine(string.Join('\n', violations));
        return violations;
    }

    /// <summary>The stores of the second node fail now and then.</summary>
    private static async Task FailAsync(NodeFaultFile faults, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            await faults.SetAsync("stores:throw");
            await Task.Delay(TimeSpan.FromSeconds(0.3), CancellationToken.None);
            await faults.SetAsync("");
        }
    }
}
