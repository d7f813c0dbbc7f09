namespace ProfileTwoFactor.Internal;

/// <summary>What the store's clock said, and when on this machine's clock that can't be set.</summary>
internal sealed record ClockReading(DateTimeOffset StoreTime, long TakenAt)
{
    /// <summary>How far this node's clock is ahead by now. A clock that is set after the reading shows at once.</summary>
    public TimeSpan Ahead(TimeProvider time) =>
        time.GetUtcNow() - (StoreTime + time.GetElapsedTime(TakenAt));
}
