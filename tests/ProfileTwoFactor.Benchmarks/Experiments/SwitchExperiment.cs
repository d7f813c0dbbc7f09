using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Switches a profile of ten and one of 100,000 bound members on and off side by side.</summary>
internal sealed class SwitchExperiment(SwitchSide small, SwitchSide large, SwitchSide third)
{
    private const int Third = 11;
    private const int Small = 10;
    private const int Large = 100_000;
    private const int WarmUps = 40;

    private readonly List<SwitchPair> _pairs = [];

    public static async Task<SwitchResult> RunAsync(int cycles)
    {
        var world = new World();
        foreach (var members in (int[])[Small, Large, Third])
        {
            world.Directory.Add(SwitchSide.Name(members), Enumerable.Range(0, members));
        }
        var counts = new OperationCounts();
        var variant = new GateVariant(world.Directory, counts, TimeSpan.FromSeconds(5));
        var host = BenchmarkHost.Start("switch", world, variant);
        var owner = await SignIn.UnprovenAsync(host, person: 0);
        var experiment = new SwitchExperiment(
            new SwitchSide(host, counts, owner, Small),
            new SwitchSide(host, counts, owner, Large),
            new SwitchSide(host, counts, owner, Third)
        );
        return await experiment.MeasureAsync(cycles);
    }

    private async Task<SwitchResult> MeasureAsync(int cycles)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await SwitchThirdAsync();
        }
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            _pairs.Add(await CycleAsync(largeFirst: cycle % 2 == 0));
        }
        return new SwitchResult(
            small.Members,
            large.Members,
            Median.Of(_pairs.Select(pair => pair.EnableRatio)),
            Median.Of(_pairs.Select(pair => pair.DisableRatio)),
            _pairs[0].SmallCounts,
            _pairs[0].LargeCounts,
            _pairs.All(pair => pair.SmallCounts == pair.LargeCounts)
        );
    }

    private async Task<SwitchPair> CycleAsync(bool largeFirst)
    {
        await small.BeginAsync();
        await large.BeginAsync();
        await QuietenAsync();
        var enable = await BothAsync(largeFirst, side => side.EnableAsync());

        await small.BindEverybodyAsync();
        await large.BindEverybodyAsync();
        await QuietenAsync();
        var disable = await BothAsync(largeFirst, side => side.DisableAsync());
        return new SwitchPair(enable.Small, enable.Large, disable.Small, disable.Large);
    }

    private async Task<(SwitchCost Small, SwitchCost Large)> BothAsync(
        bool largeFirst,
        Func<SwitchSide, Task<SwitchCost>> step
    )
    {
        var first = await StepAsync(largeFirst ? large : small, step);
        var second = await StepAsync(largeFirst ? small : large, step);
        return largeFirst ? (second, first) : (first, second);
    }

    private static async Task<SwitchCost> StepAsync(
        SwitchSide side,
        Func<SwitchSide, Task<SwitchCost>> step
    )
    {
        var cost = await step(side);
        await side.SettleAsync();
        return cost;
    }

    /// <summary>Writing 100,000 bindings leaves garbage and cold processor caches; neither may be billed to the next measurement.</summary>
    private async Task QuietenAsync()
    {
        GC.Collect();
        await SwitchThirdAsync();
        await SwitchThirdAsync();
    }

    private async Task SwitchThirdAsync()
    {
        await third.BeginAsync();
        await StepAsync(third, side => side.EnableAsync());
        await StepAsync(third, side => side.DisableAsync());
    }
}
