using System.Collections.Concurrent;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>Gives each feature type a fixed place, so that looking one up costs about what Kestrel's fields cost.</summary>
internal static class FeatureSlot
{
    public const int Capacity = 64;

    private static readonly ConcurrentDictionary<Type, int> Slots = new();

    public static int Of(Type type) =>
        Slots.TryGetValue(type, out var slot) ? slot : Slots.GetOrAdd(type, _ => Slots.Count);
}

internal static class FeatureSlot<TFeature>
{
    public static readonly int Index = FeatureSlot.Of(typeof(TFeature));
}
