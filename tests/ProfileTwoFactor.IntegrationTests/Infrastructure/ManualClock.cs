namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>Says what time it is; timers stay real, so that deadlines of hung dependencies still end.</summary>
public sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>To the next 30-second step, so that the next code is a new one.</summary>
    public void NextStep() => Advance(TimeSpan.FromSeconds(30));
}
