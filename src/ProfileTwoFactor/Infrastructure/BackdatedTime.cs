namespace ProfileTwoFactor.Infrastructure;

/// <summary>A steady time in which the current thread can note something that happened earlier.</summary>
internal sealed class BackdatedTime(TimeProvider time) : TimeProvider
{
    // Of a thread and not of the object: at the same moment other threads ask for the time as it is.
    [ThreadStatic]
    private static long _noted;

    private readonly SteadyTime _steady = new(time);

    /// <summary>Ticks since it was made, never 0.</summary>
    public long Elapsed => _steady.GetUtcNow().Ticks - DateTimeOffset.UnixEpoch.Ticks + 1;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() =>
        _noted == 0 ? _steady.GetUtcNow() : DateTimeOffset.UnixEpoch.AddTicks(_noted - 1);

    public override long GetTimestamp() => _steady.GetTimestamp();

    public void Enter(long elapsed) => _noted = elapsed;

    public void Leave() => _noted = 0;
}
