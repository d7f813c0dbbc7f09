using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A cache that never forgets by itself, and whose entries an attacker may read and write.</summary>
internal sealed class SnoopingCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new(StringComparer.Ordinal);

    public string WindowKey =>
        Entries.Keys.Single(key => key.StartsWith("ptf:w:", StringComparison.Ordinal));

    public string ActivityKey =>
        Entries.Keys.Single(key => key.StartsWith("ptf:a:", StringComparison.Ordinal));

    public byte[]? Get(string key) => Entries.GetValueOrDefault(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        Task.FromResult(Get(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        Entries[key] = value;

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Remove(string key) => Entries.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        throw new NotSupportedException();
}
