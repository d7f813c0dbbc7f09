using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Windows in the distributed cache: two entries each, and both are needed.</summary>
/// <remarks>
/// The window is written once and ends by itself; activity is only a timestamp beside it. So a read extends nothing, and an
/// extension that arrives late can't revive a window that was closed.
/// </remarks>
internal sealed class WindowStore(
    IDistributedCache cache,
    WindowSeal seal,
    WindowLimits limits,
    Deadline deadline,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<WindowStore> logger
)
{
    private readonly CacheProbe _probe = new(cache, deadline);
    private readonly bool _needsPresence = options.Value.CloseWindowsAtSignOut;
    private readonly DistributedCacheEntryOptions _windowLifetime = new()
    {
        AbsoluteExpirationRelativeToNow = limits.Absolute,
    };
    private readonly DistributedCacheEntryOptions _activityLifetime = new()
    {
        AbsoluteExpirationRelativeToNow = limits.Window,
    };

    /// <summary>The live window under a key, or null.</summary>
    public async Task<WindowState?> FindAsync(WindowKey key)
    {
        byte[]?[] entries;
        try
        {
            entries = await deadline.CallAsync(
                DependencyNames.Cache,
                (self: this, key),
                static (s, token) => s.self.ReadAsync(s.key, token)
            );
        }
        catch (DependencyUnavailableException exception) when (WrongType.Is(exception))
        {
            await RemoveForeignAsync(key);
            return null;
        }

        if (entries is not [{ } window, { } activity, { }])
        {
            return null;
        }

        if (
            seal.Open(key, WindowEntryKind.Window, window) is not { } verifiedAt
            || seal.Open(key, WindowEntryKind.Activity, activity) is not { } lastActive
        )
        {
            await RemoveForeignAsync(key);
            return null;
        }

        return limits.IsAlive(verifiedAt.UtcTicks, lastActive.UtcTicks, time.GetUtcNow().UtcTicks)
            ? new WindowState(verifiedAt, lastActive)
            : null;
    }

    public async Task OpenAsync(WindowKey key, DateTimeOffset now)
    {
        try
        {
            await WriteAsync(key, now);
        }
        catch (DependencyUnavailableException exception) when (WrongType.Is(exception))
        {
            // Somebody put something else in its place since it was looked for. The code is used, so the place is cleared and taken.
            await RemoveForeignAsync(key);
            await WriteAsync(key, now);
        }
    }

    public Task ExtendAsync(WindowKey key, DateTimeOffset now) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (self: this, key, now),
            static (s, token) => s.self.WriteActivityAsync(s.key, s.now, token)
        );

    public Task CloseAsync(WindowKey key) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (cache, key),
            static async (s, token) =>
            {
                await s.cache.RemoveAsync(s.key.Window, token);
                await s.cache.RemoveAsync(s.key.Activity, token);
            }
        );

    /// <summary>Closes whatever window hangs on a cookie's value.</summary>
    public Task CloseByTokenAsync(string token) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (cache, token),
            static (s, cancel) => s.cache.RemoveAsync(WindowPresence.KeyFor(s.token), cancel)
        );

    public Task ProbeAsync() => _probe.AskAsync();

    private async Task RemoveForeignAsync(WindowKey key)
    {
        Log.ForeignWindow(logger);
        try
        {
            await CloseAsync(key);
            if (_needsPresence)
            {
                await deadline.CallAsync(
                    DependencyNames.Cache,
                    (cache, key),
                    static (s, token) => s.cache.RemoveAsync(s.key.Presence, token)
                );
            }
        }
        catch (DependencyUnavailableException exception)
        {
            // A cache that takes no writes: the entry stays, and stays worthless.
            Log.CleanupFailed(logger, exception);
        }
    }

    private Task WriteAsync(WindowKey key, DateTimeOffset now) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (self: this, key, now),
            static async (s, token) =>
            {
                // Activity first: a window without activity is dead, so a failure in between opens nothing.
                await s.self.WriteActivityAsync(s.key, s.now, token);
                await s.self.WritePresenceAsync(s.key, token);
                await s.self.WriteWindowAsync(s.key, s.now, token);
            }
        );

    private Task<byte[]?[]> ReadAsync(WindowKey key, CancellationToken token) =>
        Task.WhenAll(
            cache.GetAsync(key.Window, token),
            cache.GetAsync(key.Activity, token),
            _needsPresence
                ? cache.GetAsync(key.Presence, token)
                : Task.FromResult<byte[]?>(WindowPresence.Value)
        );

    private Task WritePresenceAsync(WindowKey key, CancellationToken token) =>
        _needsPresence
            ? cache.SetAsync(key.Presence, WindowPresence.Value, _windowLifetime, token)
            : Task.CompletedTask;

    private Task WriteWindowAsync(WindowKey key, DateTimeOffset now, CancellationToken token) =>
        cache.SetAsync(
            key.Window,
            seal.Seal(key, WindowEntryKind.Window, now),
            _windowLifetime,
            token
        );

    private Task WriteActivityAsync(WindowKey key, DateTimeOffset now, CancellationToken token) =>
        cache.SetAsync(
            key.Activity,
            seal.Seal(key, WindowEntryKind.Activity, now),
            _activityLifetime,
            token
        );
}
