using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Windows;

/// <summary>When a window is valid and when it must be extended. Judged by our clock: caches keep their own.</summary>
internal sealed class WindowLimits(IOptions<ProfileTwoFactorOptions> options)
{
    public TimeSpan Window { get; } = options.Value.WindowLifetime;

    /// <summary>Null: no absolute limit.</summary>
    public TimeSpan? Absolute { get; } =
        options.Value.WindowAbsoluteLifetime == Timeout.InfiniteTimeSpan
            ? null
            : options.Value.WindowAbsoluteLifetime;

    /// <summary>How long browsers and caches keep a window: the absolute limit, or as long as browsers keep any cookie.</summary>
    /// <remarks>Never nothing: caches have rules of their own for what names no expiry. Some let it slide away in minutes, some refuse it.</remarks>
    public TimeSpan Kept => Absolute ?? TimeSpan.FromDays(400);

    /// <summary>Activity is written down at most this often, so that a busy page does not write at each request.</summary>
    public TimeSpan ExtensionInterval { get; } =
        TimeSpan.FromTicks(
            Math.Min(TimeSpan.FromMinutes(1).Ticks, options.Value.WindowLifetime.Ticks / 60)
        );

    /// <summary>How the window's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions WindowEntry() =>
        new() { AbsoluteExpirationRelativeToNow = Kept };

    /// <summary>How the activity's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions ActivityEntry() =>
        new() { AbsoluteExpirationRelativeToNow = Window };

    public bool IsAlive(long verifiedAt, long lastActive, long now)
    {
        // A clock that was stepped back must not make a window from the future: its age would be negative and it would never end.
        // One minute is what clocks of a cluster may differ.
        var skew = TimeSpan.TicksPerMinute;
        if (verifiedAt > now + skew || lastActive > now + skew)
        {
            return false;
        }

        return now - lastActive < Window.Ticks
            && (Absolute is not { } limit || now - verifiedAt < limit.Ticks);
    }

    public bool WantsExtension(long lastActive, long now) =>
        now - lastActive >= ExtensionInterval.Ticks;

    public DateTimeOffset ValidUntil(DateTimeOffset verifiedAt, DateTimeOffset lastActive)
    {
        var idle = lastActive + Window;
        return Absolute is { } limit && verifiedAt + limit < idle ? verifiedAt + limit : idle;
    }
}
