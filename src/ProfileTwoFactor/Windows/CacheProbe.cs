using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Asks whether the cache keeps what it takes, before a code is used up that could then open nothing.</summary>
/// <remarks>
/// A cache may drop a write and say nothing: Microsoft's memory cache does at its size limit. So what was written is read back.
/// Under a new name each time, since a full cache still takes another value for an entry it has, and since another program that
/// writes under our names can't know it.
/// </remarks>
internal sealed class CacheProbe(
    IDistributedCache cache,
    WindowLifetimes lifetimes,
    Deadline deadline,
    ILogger logger
)
{
    /// <summary>More than the two entries of a window together.</summary>
    private const int Size = 512;

    /// <summary>How often it is read: a cache may read from a replica that is a moment behind.</summary>
    private const int Reads = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly DistributedCacheEntryOptions _lifetime = lifetimes.WindowEntry();

    public async Task AskAsync()
    {
        var (key, value) = ("ptf:probe:" + RandomId.Create(), RandomNumberGenerator.GetBytes(Size));
        try
        {
            // The first read is sent right behind the write: where both go the same way, as to Redis, that is one trip. Elsewhere it may
            // come too early, and the entry is read once more.
            var kept = await deadline.CallAsync(
                DependencyNames.Cache,
                (self: this, key, value),
                static (s, token) => s.self.WriteAndReadAsync(s.key, s.value, token)
            );
            if (!IsSame(kept, value) && !await IsKeptAsync(key, value))
            {
                // Not a failed call: reads work, and the circuit that failed calls open would refuse everyone with a live window.
                WindowLog.WriteLost(logger);
                throw deadline.InvalidAnswer(
                    DependencyNames.Cache,
                    "it didn't return what was written to it"
                );
            }
        }
        finally
        {
            // Not waited for: nothing depends on it.
            _ = TryRemoveAsync(key);
        }
    }

    private async Task<byte[]?> WriteAndReadAsync(string key, byte[] value, CancellationToken token)
    {
        var writing = cache.SetAsync(key, value, _lifetime, token);
        var reading = cache.GetAsync(key, token);
        await Task.WhenAll(writing, reading);
        return await reading;
    }

    private async Task<bool> IsKeptAsync(string key, byte[] value)
    {
        for (var read = 1; ; read++)
        {
            var isKept = IsSame(await ReadAsync(key), value);
            if (isKept || read == Reads)
            {
                return isKept;
            }

            await Task.Delay(Pause);
        }
    }

    private ValueTask<byte[]?> ReadAsync(string key) =>
        deadline.CallAsync(
            DependencyNames.Cache,
            (cache, key),
            static (s, token) => s.cache.GetAsync(s.key, token)
        );

    private static bool IsSame(byte[]? kept, byte[] value) => kept.AsSpan().SequenceEqual(value);

    // It lives as long as a window, and would lie there all that time. Tidying only: whoever waits for a code's answer must not lose it.
    private async Task TryRemoveAsync(string key)
    {
        try
        {
            await deadline.CallAsync(
                DependencyNames.Cache,
                (cache, key),
                static (s, token) => s.cache.RemoveAsync(s.key, token)
            );
        }
        catch (DependencyUnavailableException exception)
        {
            WindowLog.CleanupFailed(logger, exception);
        }
    }
}
