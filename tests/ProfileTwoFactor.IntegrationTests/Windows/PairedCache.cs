using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Answers a call about one of two entries only when the other one's has come too, so that code that waits for the first before it sends the second gets no answer at all.</summary>
internal sealed class PairedCache : IDistributedCache
{
    private readonly MemoryDistributedCache _inner = new(
        Options.Create(new MemoryDistributedCacheOptions())
    );
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _came = new();
    private TaskCompletionSource? _storeAsked;
    private TaskCompletionSource? _cacheAsked;
    private int _probes;

    /// <summary>Trial entries whose removal was begun. None of them ever ends.</summary>
    public int Probes => Volatile.Read(ref _probes);

    /// <summary>From now on, reads are answered only when the store has been asked as well.</summary>
    public void ExpectStore()
    {
        _storeAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _cacheAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The store's side of the same.</summary>
    public async Task StoreAskedAsync()
    {
        if (_storeAsked is { } asked)
        {
            asked.TrySetResult();
            await _cacheAsked!.Task;
        }
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        if (key.StartsWith("ptf:probe:", StringComparison.Ordinal))
        {
            Came($"read {key}").TrySetResult();
            await Came($"written {key}").Task;
        }
        else
        {
            await WithPartnerAsync("get", key);
            if (_storeAsked is { } asked)
            {
                _cacheAsked!.TrySetResult();
                await asked.Task;
            }
        }

        return await _inner.GetAsync(key, token);
    }

    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        if (key.StartsWith("ptf:probe:", StringComparison.Ordinal))
        {
            await Came($"read {key}").Task;
            await _inner.SetAsync(key, value, options, token);
            Came($"written {key}").TrySetResult();
            return;
        }

        await WithPartnerAsync("set", key);
        await _inner.SetAsync(key, value, options, token);
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        if (key.StartsWith("ptf:probe:", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _probes);
            await new TaskCompletionSource().Task;
        }

        await WithPartnerAsync("remove", key);
        await _inner.RemoveAsync(key, token);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    private async Task WithPartnerAsync(string call, string key)
    {
        var (kind, place) = (key[..6], key[6..]);
        var partner = kind == "ptf:w:" ? "ptf:a:" : "ptf:w:";
        Came($"{call} {kind}{place}").TrySetResult();
        await Came($"{call} {partner}{place}").Task;
    }

    private TaskCompletionSource Came(string what) =>
        _came.GetOrAdd(
            what,
            _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
}
