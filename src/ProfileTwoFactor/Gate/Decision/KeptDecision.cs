using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The last decision about one connection's calls. Only that connection uses it.</summary>
internal sealed class KeptDecision
{
    private Entry? _last;
    private OffEntry? _off;

    public CachedDecision? Find(in DecisionKey key) =>
        Volatile.Read(ref _last) is { } last && last.Key.Equals(key) ? last.Decision : null;

    public OffReading? FindOff(ScopeState scope) =>
        Volatile.Read(ref _off) is { } off && ReferenceEquals(off.Scope, scope)
            ? off.Reading
            : null;

    public void KeepOff(ScopeState scope, OffReading off) =>
        Volatile.Write(ref _off, new(scope, off));

    public void Keep(in DecisionKey key, CachedDecision decision) =>
        Volatile.Write(ref _last, new(key, decision));

    private sealed record OffEntry(ScopeState Scope, OffReading Reading);

    private sealed record Entry(DecisionKey Key, CachedDecision Decision);
}
