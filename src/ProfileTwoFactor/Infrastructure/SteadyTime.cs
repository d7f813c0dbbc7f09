namespace ProfileTwoFactor.Infrastructure;

/// <summary>
/// A time of day that only moves forward, at the pace of another clock. For a library that measures how long something lasts by the time
/// of day: a clock that is set back by an hour would make its second an hour.
/// </summary>
internal sealed class SteadyTime(TimeProvider time) : TimeProvider
{
    private readonly long _origin = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.UnixEpoch + time.GetElapsedTime(_origin);

    public override long GetTimestamp() => time.GetTimestamp();
}
