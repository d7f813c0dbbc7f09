using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>The baseline, the gate with a kept decision, and without one, each between two marks for callgrind. In this order: tests/instructions.sh counts on it.</summary>
internal static class MarkedLoops
{
    /// <summary>How many requests of each are counted.</summary>
    public const int Requests = 640;

    public static async Task RunAsync()
    {
        var world = new World();
        var clock = new HeldClock();
        var hit = await GateAsync(world, clock, "gate", GateExperiment.LongestDecision);
        var miss = await GateAsync(world, clock, "gate without decision cache", TimeSpan.Zero);
        var baseline = await Contender.CreateAsync(
            BenchmarkHost.Start("authorize", world, new Variant()),
            world,
            new SignIn(false)
        );
        // Callgrind takes minutes, in which decisions would end and windows be extended.
        clock.Hold();
        RequestWorkload[] sides = [baseline.GuardedWith(hit), hit.Guarded, miss.Guarded];
        foreach (var side in sides)
        {
            // What is compiled or made once is not counted.
            side.Run(2 * World.People);
            InstructionMark.Begin();
            side.Run(Requests);
            InstructionMark.End();
        }
    }

    private static Task<Contender> GateAsync(
        World world,
        TimeProvider clock,
        string name,
        TimeSpan lifetime
    ) =>
        Contender.CreateAsync(
            BenchmarkHost.Start(
                name,
                world,
                new GateVariant(world.Directory, new OperationCounts(), lifetime, clock)
            ),
            world,
            new GateProof()
        );
}
