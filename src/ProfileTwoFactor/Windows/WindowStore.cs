using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Windows in the distributed cache: two entries each, and both are needed.</summary>
/// <remarks>
/// The window is written once and ends by itself; activity is only a separate timestamp. So a read extends nothing, and an
/// extension that arrives late can't revive a window that was closed.
/// </remarks>
internal sealed class WindowStore(
    IDistributedCache cache,
    WindowSeal seal,
    WindowLifetimes lifetimes,
    Deadline deadline,
    TimeProvider time,
    ILogger<WindowStore> logger
)
{
    private readonly CacheProbe _probe = new(cache, lifetimes, deadline, logger);
    private readonly DistributedCacheEntryOptions _windowLifetime = lifetimes.WindowEntry();
    private readonly DistributedCacheEntryOptions _activityLifetime = lifetimes.ActivityEntry();

    /// <summary>The live window at a place, if it is one of these, or null.</summary>
    public ValueTask<WindowState?> FindAsync(WindowCandidates candidates, WindowLimits limits) =>
        FindAsync(candidates, limits, ReadAsync(candidates.Place));

    /// <summary>Begins to read what lies at a place, whosever it is.</summary>
    public ValueTask<WindowEntries> ReadAsync(WindowPlace place) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (cache, place),
            static (s, token) => ReadAsync(s.cache, s.place, token)
        );

    /// <summary>The window, if what was read at its place is one of these: opened by this member, with one of their authenticators.</summary>
    public async ValueTask<WindowState?> FindAsync(
        WindowCandidates candidates,
        WindowLimits limits,
        ValueTask<WindowEntries> reading
    )
    {
        var place = candidates.Place;
        WindowEntries entries;
        try
        {
            entries = await reading;
        }
        catch (DependencyUnavailableException exception) when (RedisWrongTypeError.Is(exception))
        {
            await RemoveForeignAsync(place);
            return null;
        }

        if (entries is not { Window: { } window, Activity: { } activity })
        {
            return null;
        }

        var verdict = Open(candidates.First, window, activity, out var state);
        if (verdict == SealVerdict.AnotherOwners && candidates.Others is { } others)
        {
            foreach (var key in others)
            {
                verdict = Open(key, window, activity, out state);
                if (verdict != SealVerdict.AnotherOwners)
                {
                    break;
                }
            }
        }

        if (verdict != SealVerdict.Valid)
        {
            await RefuseAsync(place, verdict);
            return null;
        }

        return limits.IsAlive(
            state.VerifiedAt.UtcTicks,
            state.LastActive.UtcTicks,
            time.GetUtcNow().UtcTicks
        )
            ? state
            : null;
    }

    /// <summary>When the window at a place was opened and last active, as far as the cache knows. For people: whose it is isn't looked at.</summary>
    public async Task<WindowLook> LookAsync(WindowPlace place)
    {
        try
        {
            var found = await ReadAsync(place);
            var opened = Look(place, WindowEntryKind.Window, found.Window);
            return new(
                opened,
                opened is null ? null : Look(place, WindowEntryKind.Activity, found.Activity)
            );
        }
        catch (DependencyUnavailableException)
        {
            return default;
        }
    }

    public async Task OpenAsync(WindowKey key)
    {
        var now = time.GetUtcNow();
        try
        {
            await WriteAsync(key, now);
        }
        catch (DependencyUnavailableException exception) when (RedisWrongTypeError.Is(exception))
        {
            // Another writer replaced it since it was read. The code is used, so the place is cleared and taken.
            await RemoveForeignAsync(key.Place);
            await WriteAsync(key, now);
        }
    }

    public Task ExtendAsync(WindowKey key, DateTimeOffset now) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (self: this, key, now),
            static (s, token) => s.self.WriteActivityAsync(s.key, s.now, token)
        );

    public Task CloseAsync(WindowPlace place) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (cache, place),
            static (s, token) =>
                Task.WhenAll(
                    s.cache.RemoveAsync(s.place.Window, token),
                    s.cache.RemoveAsync(s.place.Activity, token)
                )
        );

    /// <summary>Closes whatever window lies at a place, also one that only another node can decrypt: who presents its secret may end it.</summary>
    /// <returns>False when there is none, at the cost of one read.</returns>
    public async Task<bool> TryCloseAsync(WindowPlace place)
    {
        try
        {
            var window = await deadline.CallAsync(
                DependencyNames.Cache,
                (cache, place),
                static (s, token) => s.cache.GetAsync(s.place.Window, token)
            );
            if (window is null)
            {
                return false;
            }
        }
        catch (DependencyUnavailableException exception) when (RedisWrongTypeError.Is(exception))
        {
            // Something lies there, so it is removed.
        }

        await CloseAsync(place);
        return true;
    }

    /// <summary>Whether the hour of a backup code that was used for recovery has not passed.</summary>
    public bool IsRecovering(in WindowState window) =>
        WindowLimits.IsRecovering(window.VerifiedAt.UtcTicks, time.GetUtcNow().UtcTicks);

    public Task ProbeAsync() => _probe.AskAsync();

    /// <remarks>Both are asked for before either is waited for.</remarks>
    private static Task<WindowEntries> ReadAsync(
        IDistributedCache cache,
        WindowPlace place,
        CancellationToken token
    )
    {
        var window = cache.GetAsync(place.Window, token);
        var activity = cache.GetAsync(place.Activity, token);
        return window.IsCompletedSuccessfully && activity.IsCompletedSuccessfully
            ? Task.FromResult(new WindowEntries(window.Result, activity.Result))
            : BothAsync(window, activity);
    }

    private static async Task<WindowEntries> BothAsync(
        Task<byte[]?> window,
        Task<byte[]?> activity
    ) =>
        await Task.WhenAll(window, activity) is [var first, var second]
            ? new WindowEntries(first, second)
            : default;

    /// <summary>A window is both entries.</summary>
    private SealVerdict Open(WindowKey key, byte[] window, byte[] activity, out WindowState state)
    {
        state = default;
        var verdict = Open(key, WindowEntryKind.Window, window, out var verifiedAt);
        if (verdict != SealVerdict.Valid)
        {
            return verdict;
        }

        verdict = Open(key, WindowEntryKind.Activity, activity, out var lastActive);
        state = new(verifiedAt, lastActive, key);
        return verdict;
    }

    private SealVerdict Open(
        WindowKey key,
        WindowEntryKind kind,
        byte[] entry,
        out DateTimeOffset moment
    )
    {
        try
        {
            return seal.Open(key, kind, entry, out moment);
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    private DateTimeOffset? Look(WindowPlace place, WindowEntryKind kind, byte[]? entry)
    {
        if (entry is null)
        {
            return null;
        }

        try
        {
            return seal.Look(place, kind, entry, out var moment) == SealVerdict.Valid
                ? moment
                : null;
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    private Task RefuseAsync(WindowPlace place, SealVerdict verdict)
    {
        if (verdict == SealVerdict.Foreign)
        {
            return RemoveForeignAsync(place);
        }

        if (verdict == SealVerdict.Unreadable)
        {
            // Left where it is: this node's key ring may be the wrong one, and the member is verified on all others.
            WindowLog.UnreadableWindow(logger);
        }

        return Task.CompletedTask;
    }

    private async Task RemoveForeignAsync(WindowPlace place)
    {
        try
        {
            await CloseAsync(place);
            WindowLog.ForeignWindow(logger);
        }
        catch (DependencyUnavailableException exception)
        {
            // A cache that takes no writes: the entry stays, and stays worthless.
            WindowLog.ForeignWindowStays(logger, exception);
        }
    }

    private Task WriteAsync(WindowKey key, DateTimeOffset now) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (self: this, key, now),
            static (s, token) => s.self.WriteBothAsync(s.key, s.now, token)
        );

    /// <remarks>In one trip: a window is both entries, so if one of them fails, nothing is opened, whichever it is.</remarks>
    private Task WriteBothAsync(WindowKey key, DateTimeOffset now, CancellationToken token)
    {
        // Sealed before either is sent: a key ring that fails must not leave one of them under way.
        var activity = seal.Seal(key, WindowEntryKind.Activity, now);
        var window = seal.Seal(key, WindowEntryKind.Window, now);
        return Task.WhenAll(
            cache.SetAsync(key.Place.Activity, activity, _activityLifetime, token),
            cache.SetAsync(key.Place.Window, window, _windowLifetime, token)
        );
    }

    private Task WriteActivityAsync(WindowKey key, DateTimeOffset now, CancellationToken token) =>
        cache.SetAsync(
            key.Place.Activity,
            seal.Seal(key, WindowEntryKind.Activity, now),
            _activityLifetime,
            token
        );
}
