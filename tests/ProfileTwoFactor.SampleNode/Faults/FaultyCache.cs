using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The host's cache, which throws, hangs or answers nonsense when the test says so.</summary>
internal sealed class FaultyCache(IDistributedCache inner, NodeFaults faults) : IDistributedCache
{
    private const string Name = "cache";

    public async Task<byte[]?> GetAsync(string key, CancellationToken token)
    {
        await faults.MeetAsync(Name, token);
        return faults.IsNonsense(Name) ? [1, 2, 3] : await inner.GetAsync(key, token);
    }

    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token
    )
    {
        await faults.MeetAsync(Name, token);
        await inner.SetAsync(key, value, options, token);
    }

    public async Task RefreshAsync(string key, CancellationToken token)
    {
        await faults.MeetAsync(Name, token);
        await inner.RefreshAsync(key, token);
    }

    public async Task RemoveAsync(string key, CancellationToken token)
    {
        await faults.MeetAsync(Name, token);
        await inner.RemoveAsync(key, token);
    }

    public byte[]? Get(string key) => inner.Get(key);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        inner.Set(key, value, options);

    public void Refresh(string key) => inner.Refresh(key);

    public void Remove(string key) => inner.Remove(key);
}
