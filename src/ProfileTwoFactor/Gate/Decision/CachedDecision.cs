using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>A positive decision this process may repeat for a few seconds. Carries what it takes to judge freshness at each request.</summary>
internal sealed class CachedDecision(
    object generation,
    long readAt,
    long verifiedAt,
    long lastActive,
    WindowKey window,
    WindowLimits limits
)
{
    /// <summary>So long ago that no lifetime reaches it.</summary>
    private const long Ended = 0;

    private long _lastActive = lastActive;

    public object Generation { get; } = generation;

    public long ReadAt { get; } = readAt;

    public long VerifiedAt { get; } = verifiedAt;

    public WindowKey Window { get; } = window;

    /// <summary>With what the member has verified.</summary>
    public ProofMethod Method { get; init; }

    /// <summary>Those of the policy that was read. A change of the policy ends the decision.</summary>
    public WindowLimits Limits { get; } = limits;

    public long LastActive => Interlocked.Read(ref _lastActive);

    public bool IsAlive(long now) => Limits.IsAlive(VerifiedAt, LastActive, now);

    /// <summary>True for exactly one of several concurrent requests that find the extension due.</summary>
    public bool TryClaimExtension(long seen, long now) =>
        Interlocked.CompareExchange(ref _lastActive, now, seen) == seen;

    /// <summary>The extension was not written: the next active request tries again.</summary>
    public void ReturnExtension(long claimed, long seen) =>
        Interlocked.CompareExchange(ref _lastActive, seen, claimed);

    /// <summary>The store no longer says so: from here on it isn't repeated to anyone.</summary>
    public void End() => Interlocked.Exchange(ref _lastActive, Ended);
}
