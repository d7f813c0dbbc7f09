namespace ProfileTwoFactor.Bindings;

/// <summary>What the store's clock said, when on this machine's clock that can't be set, and how far off that may be.</summary>
internal sealed record ClockReading(DateTimeOffset StoreTime, long TakenAt, TimeSpan Uncertainty)
{
    /// <summary>How far this node's clock is ahead by now. A clock that is set after the reading is noticed immediately.</summary>
    public TimeSpan Ahead(TimeProvider time) =>
        time.GetUtcNow() - (StoreTime + time.GetElapsedTime(TakenAt));
}
