using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.ServerTests.Scale;

internal sealed class CountingCache(IDistributedCache inner, Operations counts) : IDistributedCache
{
    public byte[]? Get(string key) => throw new NotSupportedException();

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref counts.CacheReads);
        return inner.GetAsync(key, token);
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException();

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        Interlocked.Increment(ref counts.CacheWrites);
        return inner.SetAsync(key, value, options, token);
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref counts.CacheWrites);
        return inner.RemoveAsync(key, token);
    }
}
