using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Positive decisions of this process, and the scopes they belong to. Bounded; refusals are never kept.</summary>
internal sealed class DecisionCache(IOptions<ProfileTwoFactorOptions> options)
{
    private static readonly Func<TwoFactorScope, ScopeState> CreateScope =
        static scope => new ScopeState(scope);

    private readonly int _capacity = options.Value.DecisionCapacity;
    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _decisions = new(
        options.Value.DecisionCapacity
    );
    private TwoGenerationCache<TwoFactorScope, ScopeState> _scopes = new(
        options.Value.DecisionCapacity
    );

    /// <remarks>A scope that was dropped comes back with a new generation, so decisions kept from before can't count again.</remarks>
    public ScopeState Scope(TwoFactorScope scope) => _scopes.GetOrAdd(scope, CreateScope);

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
    public void InvalidateAll() =>
        Volatile.Write(ref _scopes, new TwoGenerationCache<TwoFactorScope, ScopeState>(_capacity));
}
