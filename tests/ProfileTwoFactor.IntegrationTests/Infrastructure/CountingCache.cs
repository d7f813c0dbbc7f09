using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A distributed cache that counts, and breaks when told to.</summary>
public sealed class CountingCache(IDistributedCache inner) : IDistributedCache
{
    public int Reads;
    public int Writes;

    /// <summary>Runs before every call: throw or hang.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Runs before every write only.</summary>
    public Func<string, Task>? BeforeWrite { get; set; }

    /// <summary>Runs before every removal only.</summary>
    public Func<string, Task>? BeforeRemove { get; set; }

    /// <summary>Hears of every removal first.</summary>
    public Action<string>? Removing { get; set; }

    public List<string> Keys { get; } = [];

    /// <summary>Evicts an entry past all counting.</summary>
    public Task ForgetAsync(string key) => inner.RemoveAsync(key);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Interlocked.Increment(ref Reads);
        await (Before?.Invoke(key) ?? Task.CompletedTask);
        return await inner.GetAsync(key, token);
    }

    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        Interlocked.Increment(ref Writes);
        lock (Keys)
        {
            Keys.Add(key);
        }

        await (Before?.Invoke(key) ?? Task.CompletedTask);
        await (BeforeWrite?.Invoke(key) ?? Task.CompletedTask);
        await inner.SetAsync(key, value, options, token);
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        Removing?.Invoke(key);
        await (Before?.Invoke(key) ?? Task.CompletedTask);
        await (BeforeRemove?.Invoke(key) ?? Task.CompletedTask);
        await inner.RemoveAsync(key, token);
    }

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        throw new NotSupportedException("The package renews nothing by reading.");

    public byte[]? Get(string key) => throw new NotSupportedException("Asynchronous only.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException("Asynchronous only.");

    public void Remove(string key) => throw new NotSupportedException("Asynchronous only.");

    public void Refresh(string key) => throw new NotSupportedException("Asynchronous only.");
}
