using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Positive decisions of this process, and the scopes they belong to. Bounded; refusals are never kept.</summary>
/// <remarks>Requests believe only what a request found; see <see cref="GateAsker"/>.</remarks>
internal sealed class DecisionCache(IOptions<ProfileTwoFactorOptions> options, TimeProvider time)
{
    private static readonly object _closedMark = new();

    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _decisions = new(
        options.Value.DecisionCapacity
    );

    // Beside the others and never among them: thousands of connections of one session are one question to the store.
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _inBackground = new(
        options.Value.DecisionCapacity
    );
    private readonly TwoGenerationCache<TwoFactorScope, ScopeState> _scopes = new(
        options.Value.DecisionCapacity
    );
    private readonly TwoGenerationCache<string, object> _closed = new(
        options.Value.DecisionCapacity
    );
    private long _lastClosedAt;

    /// <summary>Raised after the decisions of a scope were voided. Handlers run inside somebody's request and must be quick.</summary>
    public event Action<TwoFactorScope>? Changed;

    /// <summary>Raised, with the cookie's value, after the window of one browser was closed. Handlers run inside somebody's request and must be quick.</summary>
    public event Action<string>? WindowClosed;

    /// <remarks>A scope that was dropped comes back with a new generation, so decisions kept from before can't count again.</remarks>
    public ScopeState Scope(TwoFactorScope scope) =>
        _scopes.TryGet(scope, out var known)
            ? known
            : _scopes.GetOrAdd(scope, created => new ScopeState(created, OnChanged));

    public CachedDecision? Find(ScopeState scope, in DecisionKey key, long now) =>
        _lifetime != 0 && _decisions.TryGet(key, out var decision)
            ? Current(scope, key, decision, now)
            : null;

    /// <summary>What background work found, for background work alone.</summary>
    public CachedDecision? FindInBackground(ScopeState scope, in DecisionKey key, long now) =>
        _lifetime != 0 && _inBackground.TryGet(key, out var decision)
            ? Current(scope, key, decision, now)
            : null;

    /// <summary>A decision that was kept elsewhere, if it still counts.</summary>
    public CachedDecision? Current(
        ScopeState scope,
        in DecisionKey key,
        CachedDecision decision,
        long now
    ) => Counts(scope, decision, now) && !IsClosed(key, now) ? decision : null;

    /// <summary>The same of a decision that hangs on no window.</summary>
    public CachedDecision? Current(ScopeState scope, CachedDecision? decision, long now) =>
        decision is not null && Counts(scope, decision, now) ? decision : null;

    /// <summary>The decision that two-factor authentication is off, if it still counts.</summary>
    public CachedDecision? FindOff(ScopeState scope, long now) =>
        _lifetime != 0 ? Current(scope, scope.Off, now) : null;

    /// <summary>The same, as background work found it.</summary>
    public CachedDecision? FindOffInBackground(ScopeState scope, long now) =>
        _lifetime != 0 ? Current(scope, scope.OffInBackground, now) : null;

    public void Keep(in DecisionKey key, CachedDecision decision)
    {
        if (_lifetime != 0)
        {
            _decisions.Set(key, decision);
        }
    }

    public void KeepInBackground(in DecisionKey key, CachedDecision decision)
    {
        if (_lifetime != 0)
        {
            _inBackground.Set(key, decision);
        }
    }

    /// <remarks>Not under a caller's key: every invented cookie would be one more entry, all of them in one bucket.</remarks>
    public void KeepOff(ScopeState scope, CachedDecision decision)
    {
        if (_lifetime != 0)
        {
            scope.Off = decision;
        }
    }

    /// <summary>Called after every change made in this process; other nodes see it within the lifetime of a decision.</summary>
    public void Invalidate(TwoFactorScope scope) => Scope(scope).Invalidate();

    /// <summary>Voids the decisions that hang on one browser's window, also those being read right now, and no others.</summary>
    /// <remarks>Remembered for as long as a decision can live: what was read before dies by its age.</remarks>
    public void CloseWindow(string cookie)
    {
        _closed.Set(cookie, _closedMark);
        Volatile.Write(ref _lastClosedAt, time.GetUtcNow().UtcTicks);
        WindowClosed?.Invoke(cookie);
    }

    private void OnChanged(TwoFactorScope scope) => Changed?.Invoke(scope);

    // Without a sign-out in the last seconds no request looks the cookie up. A clock that was set back looks it up for longer.
    private bool IsClosed(in DecisionKey key, long now) =>
        now - Volatile.Read(ref _lastClosedAt) <= _lifetime
        && key.Cookie is { } cookie
        && _closed.TryGet(cookie, out _);

    // A negative age is a clock that was set back; such an entry would live too long.
    private bool Counts(ScopeState scope, CachedDecision decision, long now)
    {
        var age = now - decision.ReadAt;
        return ReferenceEquals(decision.Generation, scope.Generation)
            && age >= 0
            && age < _lifetime;
    }
}
