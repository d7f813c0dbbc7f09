using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Positive decisions of this process. Bounded; refusals are never kept.</summary>
/// <remarks>Requests believe only what a request found; see <see cref="GateAsker"/>. Which decisions still count is the registry's to say.</remarks>
internal sealed class DecisionCache(ScopeRegistry scopes, IOptions<ProfileTwoFactorOptions> options)
{
    /// <summary>By how much another request can be ahead of one that was held up: their entries are no sign of a wrong clock.</summary>
    private const long Overtaken = TimeSpan.TicksPerSecond;

    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _decisions = new(
        options.Value.DecisionCapacity
    );

    // Beside the others and never among them: thousands of connections of one session are one question to the store.
    private readonly TwoGenerationCache<DecisionKey, CachedDecision> _inBackground = new(
        options.Value.DecisionCapacity
    );

    /// <summary>False: nothing is kept, so nothing need be looked for.</summary>
    public bool Keeps => _lifetime != 0;

    /// <summary>What is kept, also of what no longer counts.</summary>
    public IEnumerable<KeyValuePair<DecisionKey, CachedDecision>> Kept =>
        _decisions.Entries.Concat(_inBackground.Entries);

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
    ) =>
        Counts(scope, decision.Generation, decision.ReadAt, now)
        && !scopes.IsClosed(key.Cookie, now)
            ? decision
            : null;

    /// <summary>The same of a reading that hangs on no window.</summary>
    public OffReading? Current(ScopeState scope, OffReading? off, long now) =>
        off is not null && now < off.Until && Counts(scope, off.Generation, off.ReadAt, now)
            ? off
            : null;

    /// <summary>That two-factor authentication is off, if it still counts.</summary>
    public OffReading? FindOff(ScopeState scope, long now) =>
        _lifetime != 0 ? Current(scope, scope.Off, now) : null;

    /// <summary>The same, as background work found it.</summary>
    public OffReading? FindOffInBackground(ScopeState scope, long now) =>
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
    public void KeepOff(ScopeState scope, OffReading off)
    {
        if (_lifetime != 0)
        {
            scope.Off = off;
        }
    }

    private bool Counts(ScopeState scope, object generation, long readAt, long now)
    {
        if (!ReferenceEquals(generation, scope.Generation))
        {
            return false;
        }

        var age = now - readAt;
        if (age < -Overtaken)
        {
            // The clock was set back. When it comes to that time again, the entry would count although it is as old as the clock was wrong.
            scope.Invalidate();
        }

        return age >= 0 && age < _lifetime;
    }
}
