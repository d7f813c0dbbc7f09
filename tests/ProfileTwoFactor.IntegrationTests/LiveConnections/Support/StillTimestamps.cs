namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>The time of a test, with timestamps that stand still: what is measured by them never gets older.</summary>
/// <remarks>
/// For the watcher's interval. Tests advance the time by hours, and a round that this began could read an activity before the next step of the
/// test, and judge it after the step that follows.
/// </remarks>
internal sealed class StillTimestamps(TimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => clock.CreateTimer(callback, state, dueTime, period);
}
