using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.Benchmarks.Counting;

internal sealed class CountingCache(IDistributedCache inner, OperationCounts counts)
    : IDistributedCache
{
    public byte[]? Get(string key)
    {
        counts.CacheRead();
        return inner.Get(key);
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token)
    {
        counts.CacheRead();
        return inner.GetAsync(key, token);
    }

    public void Refresh(string key)
    {
        counts.CacheRead();
        inner.Refresh(key);
    }

    public Task RefreshAsync(string key, CancellationToken token)
    {
        counts.CacheRead();
        return inner.RefreshAsync(key, token);
    }

    public void Remove(string key)
    {
        counts.CacheWrite();
        inner.Remove(key);
    }

    public Task RemoveAsync(string key, CancellationToken token)
    {
        counts.CacheWrite();
        return inner.RemoveAsync(key, token);
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        counts.CacheWrite();
        inner.Set(key, value, options);
    }

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token
    )
    {
        counts.CacheWrite();
        return inner.SetAsync(key, value, options, token);
    }
}
