using System.Globalization;
using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>One side alone, for a profiler that counts instructions: the difference of two such runs shows what a median hides.</summary>
internal static class Loop
{
    public static bool IsAskedFor(string[] args) =>
        args is ["--loop", "baseline" or "gate" or "miss", var requests] && Parse(requests) > 0;

    public static async Task RunAsync(string side, string requests)
    {
        var world = new World();
        var variant = new GateVariant(
            world.Directory,
            new OperationCounts(),
            side == "miss" ? TimeSpan.Zero : GateExperiment.LongestDecision
        );
        var gate = await Contender.CreateAsync(
            BenchmarkHost.Start("gate", world, variant),
            world,
            new GateProof()
        );
        var baseline = await Contender.CreateAsync(
            BenchmarkHost.Start("authorize", world, new Variant()),
            world,
            new SignIn(false)
        );
        var workload = side != "baseline" ? gate.Guarded : baseline.GuardedWith(gate);
        workload.Run(Parse(requests));
        Console.WriteLine($"{requests} requests, {side}");
    }

    private static int Parse(string requests) =>
        int.TryParse(requests, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;
}
