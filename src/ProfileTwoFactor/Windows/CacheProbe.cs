using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Asks whether the cache takes writes at all, before a code is used up that could then open nothing.</summary>
internal sealed class CacheProbe(IDistributedCache cache, Deadline deadline)
{
    private const string Key = "ptf:probe";
    private static readonly byte[] Value = [1];
    private static readonly DistributedCacheEntryOptions Lifetime = new()
    {
        AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10),
    };

    public async Task AskAsync()
    {
        try
        {
            await WriteAsync();
        }
        catch (DependencyUnavailableException exception) when (RedisWrongTypeError.Is(exception))
        {
            // Left by another program under our name, it would keep all members from verifying for as long as it exists.
            await deadline.CallAsync(
                DependencyNames.Cache,
                cache,
                static (cache, token) => cache.RemoveAsync(Key, token)
            );
            await WriteAsync();
        }
    }

    private Task WriteAsync() =>
        deadline.CallAsync(
            DependencyNames.Cache,
            cache,
            static (cache, token) => cache.SetAsync(Key, Value, Lifetime, token)
        );
}
