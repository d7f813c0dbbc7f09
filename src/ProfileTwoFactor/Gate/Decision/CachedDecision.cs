using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>A positive decision this process may repeat for a few seconds. Carries what it takes to judge freshness at each request.</summary>
internal sealed class CachedDecision(
    object generation,
    long readAt,
    long verifiedAt,
    long lastActive,
    WindowKey window
)
{
    private long _lastActive = lastActive;

    public object Generation { get; } = generation;

    public long ReadAt { get; } = readAt;

    public long VerifiedAt { get; } = verifiedAt;

    public WindowKey Window { get; } = window;

    public long LastActive => Interlocked.Read(ref _lastActive);

    /// <summary>True for exactly one of several concurrent requests that find the extension due.</summary>
    public bool TryClaimExtension(long seen, long now) =>
        Interlocked.CompareExchange(ref _lastActive, now, seen) == seen;

    /// <summary>The extension was not written: the next active request tries again.</summary>
    public void ReturnExtension(long claimed, long seen) =>
        Interlocked.CompareExchange(ref _lastActive, seen, claimed);
}
