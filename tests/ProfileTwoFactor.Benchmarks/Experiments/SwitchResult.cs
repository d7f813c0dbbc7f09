using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Reporting;
using static System.FormattableString;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Enabling and disabling a small and a large profile.</summary>
internal sealed record SwitchResult(
    int Small,
    int Large,
    double EnableRatio,
    double DisableRatio,
    SwitchCounts SmallCounts,
    SwitchCounts LargeCounts,
    bool AreCountsEqual
)
{
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("store operations of enable and disable (reads + writes)");
        Line(Small, SmallCounts);
        Line(Large, LargeCounts);
    }

    public IEnumerable<Aim> Aims()
    {
        yield return new(
            Invariant($"store operations, {Small} and {Large} members"),
            "equal",
            AreCountsEqual ? "equal" : "different, see above",
            AreCountsEqual
        );
        yield return Time("enable", EnableRatio);
        yield return Time("disable", DisableRatio);
    }

    private Aim Time(string what, double ratio) =>
        new(
            Invariant($"{what}, {Large} members against {Small}"),
            "<= 1.20x",
            Invariant($"{ratio:0.000}x"),
            ratio <= 1.2
        );

    private static void Line(int members, SwitchCounts counts) =>
        Console.WriteLine(
            Invariant(
                $"{members, 8} members: enable {Text(counts.Enable)}, disable {Text(counts.Disable)}"
            )
        );

    private static string Text(Counts counts) =>
        Invariant($"{counts.StoreReads} + {counts.StoreWrites}");
}
