namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>One cycle of both profiles.</summary>
internal sealed record SwitchPair(
    SwitchCost SmallEnable,
    SwitchCost LargeEnable,
    SwitchCost SmallDisable,
    SwitchCost LargeDisable
)
{
    public double EnableRatio => (double)LargeEnable.Nanoseconds / SmallEnable.Nanoseconds;

    public double DisableRatio => (double)LargeDisable.Nanoseconds / SmallDisable.Nanoseconds;

    public SwitchCounts SmallCounts => new(SmallEnable.Counts, SmallDisable.Counts);

    public SwitchCounts LargeCounts => new(LargeEnable.Counts, LargeDisable.Counts);
}
