using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>A feature collection that is reused from request to request. A fresh one each time would bill the gate for the first extra feature's dictionary.</summary>
internal abstract class PooledFeatures : IFeatureCollection
{
    private readonly object?[] _permanent = new object?[FeatureSlot.Capacity];
    private readonly object?[] _current = new object?[FeatureSlot.Capacity];

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get => _current[FeatureSlot.Of(key)];
        set
        {
            _current[FeatureSlot.Of(key)] = value;
            Revision++;
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)_current[FeatureSlot<TFeature>.Index];

    public void Set<TFeature>(TFeature? instance)
    {
        _current[FeatureSlot<TFeature>.Index] = instance;
        Revision++;
    }

    public void Keep<TFeature>(TFeature instance) =>
        _permanent[FeatureSlot<TFeature>.Index] = instance;

    public void Reset()
    {
        Array.Copy(_permanent, _current, _permanent.Length);
        Revision++;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
