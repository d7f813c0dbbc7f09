namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>How much is run.</summary>
internal sealed record Effort(
    int Rounds,
    int BlocksPerRound,
    int BlockSize,
    int WarmUpPasses,
    TimeSpan WarmUpPause
)
{
    /// <summary>Eight rounds of 20,000 for each side.</summary>
    public static Effort Full { get; } = new(8, 100, 200, 12, TimeSpan.FromMilliseconds(250));

    /// <summary>Shows that everything works; the figures mean little.</summary>
    public static Effort Quick { get; } = new(2, 10, 100, 4, TimeSpan.FromMilliseconds(150));
}
