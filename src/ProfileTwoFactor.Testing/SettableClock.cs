namespace ProfileTwoFactor.Testing;

/// <summary>A clock for tests: it stands still until it is told otherwise.</summary>
/// <remarks>
/// Timers and deadlines stay real, so that a dependency that hangs still ends as a 503. Register it as <see cref="TimeProvider"/> in
/// the host under test. Sign-in cookies and tokens of the host look at the same clock if the host does.
/// </remarks>
public sealed class SettableClock : TimeProvider
{
    private long _ticks;

    /// <summary>A clock at the present moment.</summary>
    public SettableClock()
        : this(System.GetUtcNow()) { }

    /// <summary>A clock at a given moment.</summary>
    /// <param name="start">The moment it stands at.</param>
    public SettableClock(DateTimeOffset start) => _ticks = start.UtcTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves the clock; a negative span moves it back, which real clocks do too.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Moves to the next 30-second step, in which an authenticator shows another code.</summary>
    public void NextStep() => Advance(TimeSpan.FromSeconds(30));
}
