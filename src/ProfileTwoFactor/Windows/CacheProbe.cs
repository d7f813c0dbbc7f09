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
    WindowLimits limits,
    Deadline deadline,
    ILogger logger
)
{
    /// <summary>More than the two entries of a window together.</summary>
    private const int Size = 512;

    private readonly DistributedCacheEntryOptions _lifetime = limits.WindowEntry();

    public async Task AskAsync()
    {
        var (key, value) = ("ptf:probe:" + RandomId.Create(), RandomNumberGenerator.GetBytes(Size));
        if (
            !await deadline.CallAsync(
                DependencyNames.Cache,
                (self: this, key, value),
                static (s, token) => s.self.IsKeptAsync(s.key, s.value, token)
            )
        )
        {
            // Not a failed call: reads work, and the circuit that failed calls open would refuse everyone with a live window.
            WindowLog.WriteLost(logger);
            throw deadline.InvalidAnswer(
                DependencyNames.Cache,
                "it didn't return what was written to it"
            );
        }
    }

    private async Task<bool> IsKeptAsync(string key, byte[] value, CancellationToken token)
    {
        await cache.SetAsync(key, value, _lifetime, token);
        var kept = await cache.GetAsync(key, token);
        // It lives as long as a window, and would lie there all that time.
        await cache.RemoveAsync(key, token);
        return kept.AsSpan().SequenceEqual(value);
    }
}
