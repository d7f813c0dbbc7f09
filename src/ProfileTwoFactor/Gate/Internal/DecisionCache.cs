using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Positive decisions of this process, and the scopes they belong to. Bounded; refusals are never kept.</summary>
internal sealed class DecisionCache(IOptions<ProfileTwoFactorOptions> options)
{
    private readonly int _capacity = options.Value.DecisionCapacity;
    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _decisions = new(
        options.Value.DecisionCapacity
    );
    private TwoGenerationCache<TwoFactorScope, ScopeState> _scopes = new(
        options.Value.DecisionCapacity
    );

    /// <summary>Raised after decisions were voided: those of a scope, or all when it is null. Handlers run inside somebody's request and must be quick.</summary>
    public event Action<TwoFactorScope?>? Changed;

    /// <remarks>A scope that was dropped comes back with a new generation, so decisions kept from before can't count again.</remarks>
    public ScopeState Scope(TwoFactorScope scope) =>
        _scopes.TryGet(scope, out var known)
            ? known
            : _scopes.GetOrAdd(scope, created => new ScopeState(created, OnChanged));

    public CachedDecision? Find(ScopeState scope, in DecisionKey key, long now)
    {
        if (_lifetime == 0 || !_decisions.TryGet(key, out var decision))
        {
            return null;
        }

        // A negative age is a clock that was set back; such an entry would live too long.
        var age = now - decision.ReadAt;
        return ReferenceEquals(decision.Generation, scope.Generation) && age >= 0 && age < _lifetime
            ? decision
            : null;
    }

    public void Keep(in DecisionKey key, CachedDecision decision)
    {
        if (_lifetime != 0)
        {
            _decisions.Set(key, decision);
        }
    }

    /// <summary>Called after every change made in this process; other nodes see it within the lifetime of a decision.</summary>
    public void Invalidate(TwoFactorScope scope) => Scope(scope).Invalidate();

    /// <summary>Voids everything. Scopes come back with new generations, so what is being read right now is void as well.</summary>
    public void InvalidateAll()
    {
        Volatile.Write(ref _scopes, new TwoGenerationCache<TwoFactorScope, ScopeState>(_capacity));
        Changed?.Invoke(null);
    }

    private void OnChanged(TwoFactorScope scope) => Changed?.Invoke(scope);
}
