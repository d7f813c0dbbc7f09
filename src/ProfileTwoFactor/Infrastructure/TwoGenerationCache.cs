using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>A bounded map: when the young half is full it becomes the old half and the old one is dropped. Hits cost one look-up and nothing else.</summary>
internal sealed class TwoGenerationCache<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private readonly Lock _gate = new();
    private int _count;

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }

        return _old.ContainsKey(key) && TryRejuvenate(key, out value);
    }

    /// <summary>What is kept, for work that looks through all of it. Something may come twice, or be missing while it moves from one half to the other.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries => _old.Concat(_young);

    public void Set(TKey key, TValue value)
    {
        var young = _young;
        if (young.TryAdd(key, value))
        {
            if (Interlocked.Increment(ref _count) >= _half)
            {
                Turn(young);
            }
        }
        else
        {
            young[key] = value;
        }
    }

    /// <summary>The value under the key, made and kept if there is none. Two callers may both make one; both get the same.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> create)
    {
        if (TryGet(key, out var value))
        {
            return value;
        }

        lock (_gate)
        {
            if (!TryGet(key, out value))
            {
                value = create(key);
                Set(key, value);
            }

            return value;
        }
    }

    /// <summary>What is used moves over and survives the next turn.</summary>
    private bool TryRejuvenate(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        // Under the lock, and looked up again: a slow caller would otherwise bring back a value that was dropped, over the one
        // that was made in its place, and with a scope's old generation the decisions it had voided.
        lock (_gate)
        {
            if (_young.TryGetValue(key, out value))
            {
                return true;
            }

            if (!_old.TryGetValue(key, out value))
            {
                return false;
            }

            Set(key, value);
            return true;
        }
    }

    private void Turn(ConcurrentDictionary<TKey, TValue> full)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_young, full))
            {
                return;
            }

            _old = full;
            _young = new ConcurrentDictionary<TKey, TValue>();
            _count = 0;
        }
    }
}
