using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>
/// The clock of a hosted site. The time of day passes when the test says so: no code lapses and no delay is over by itself, however slow the
/// machine is. Timers go off as they do for people.
/// </summary>
internal sealed class SiteClock : TimeProvider
{
    // The time of day doesn't stand quite still: lists by time have what came later after what came before.
    private const int Slowness = 1000;

    // Beginning with the real time, because browsers judge the age of cookies by their own clock.
    private readonly FakeTimeProvider _timers = new(System.GetUtcNow());
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _ticks;

    public SiteClock() => _ticks = _timers.GetUtcNow().UtcTicks;

    public override TimeZoneInfo LocalTimeZone => _timers.LocalTimeZone;

    public override long TimestampFrequency => _timers.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() =>
        new(
            Interlocked.Read(ref _ticks) + Stopwatch.GetElapsedTime(_began).Ticks / Slowness,
            TimeSpan.Zero
        );

    public override long GetTimestamp() => _timers.GetTimestamp();

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => _timers.CreateTimer(callback, state, dueTime, period);

    /// <summary>The time of day and that of timers.</summary>
    public void Pass(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        _timers.Advance(time);
    }

    /// <summary>That of timers alone.</summary>
    public void Tick(TimeSpan time) => _timers.Advance(time);
}
