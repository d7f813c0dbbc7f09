using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Clocks;

/// <summary>A machine's clock, which can be set, over one that only ever runs; and a store's.</summary>
/// <remarks>FakeTimeProvider can't stand for it: setting its clock moves the timestamps too.</remarks>
internal sealed class TwoClocks : TimeProvider, IStoreClock
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private TimeSpan _run;
    private TimeSpan _ahead;

    public TimeSpan StoreAhead { get; set; }

    public bool StoreAnswers { get; set; } = true;

    public bool StoreHasAClock { get; set; } = true;

    /// <summary>Half of it passes before the store looks at its clock, and half afterwards.</summary>
    public TimeSpan StoreTakes { get; set; }

    public int Asked { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _run + _ahead;

    public override long GetTimestamp() => _run.Ticks;

    public void Pass(TimeSpan time) => _run += time;

    public void Set(TimeSpan ahead) => _ahead = ahead;

    public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken)
    {
        Asked++;
        if (!StoreAnswers)
        {
            throw new IOException("gone");
        }

        Pass(StoreTakes / 2);
        var now = Start + _run + StoreAhead;
        Pass(StoreTakes / 2);
        return Task.FromResult<DateTimeOffset?>(StoreHasAClock ? now : null);
    }
}
