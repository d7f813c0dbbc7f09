using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A cache that keeps entries by the test's clock, and has rules of its own for how long.</summary>
internal sealed class ExpiringCache(TimeProvider clock) : IDistributedCache
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What an entry gets that names no expiry, renewed by each read. Null: such an entry is refused.</summary>
    public TimeSpan? SlidingByDefault { get; init; }

    /// <summary>Longer lifetimes are taken for a moment that is past, as memcached does above thirty days.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.MaxValue;

    public ICollection<string> Keys => _entries.Keys;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        if (!_entries.TryGetValue(key, out var entry) || entry.Ends <= clock.GetUtcNow())
        {
            return Task.FromResult<byte[]?>(null);
        }

        if (entry.Sliding is { } sliding)
        {
            _entries[key] = entry with { Ends = clock.GetUtcNow() + sliding };
        }

        return Task.FromResult<byte[]?>(entry.Value);
    }

    public Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        var absolute = options.AbsoluteExpirationRelativeToNow;
        var sliding = absolute is null ? SlidingByDefault : null;
        var lifetime =
            absolute
            ?? sliding
            ?? throw new ArgumentException("An entry needs an expiry.", nameof(options));
        _entries[key] = new(
            value,
            lifetime > Longest ? DateTimeOffset.MinValue : clock.GetUtcNow() + lifetime,
            sliding
        );
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        _entries.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        throw new NotSupportedException();

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    private readonly record struct Entry(byte[] Value, DateTimeOffset Ends, TimeSpan? Sliding);
}
