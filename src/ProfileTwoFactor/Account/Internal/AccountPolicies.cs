using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The epoch each account demands of its sessions. Asked for whenever a session is validated, so this process keeps the answer for the lifetime of a decision.</summary>
internal sealed class AccountPolicies(
    PolicyReader policies,
    DecisionCache decisions,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<TwoFactorScope, Kept> _kept = new(
        options.Value.DecisionCapacity
    );

    /// <summary>The epoch that sessions must have proven; null when account two-factor authentication is off.</summary>
    /// <exception cref="DependencyUnavailableException">The store can't answer.</exception>
    public ValueTask<string?> FindEpochAsync(string userId)
    {
        var scope = decisions.Scope(TwoFactorScope.Account(userId));
        var now = time.GetUtcNow().UtcTicks;
        if (_kept.TryGet(scope.Scope, out var kept))
        {
            // A negative age is a clock that was set back; such an entry would live too long.
            var age = now - kept.ReadAt;
            if (ReferenceEquals(kept.Generation, scope.Generation) && age >= 0 && age < _lifetime)
            {
                return new(kept.Epoch);
            }
        }

        return ReadAsync(scope, now);
    }

    private async ValueTask<string?> ReadAsync(ScopeState scope, long now)
    {
        // Before the read: a change that is made meanwhile voids what is being read.
        var generation = scope.Generation;
        var policy = await policies.FindAsync(scope.Scope);
        var epoch = policy is { Enabled: true } ? policy.Epoch : null;
        if (_lifetime != 0)
        {
            _kept.Set(scope.Scope, new Kept(epoch, generation, now));
        }

        return epoch;
    }

    private sealed record Kept(string? Epoch, object Generation, long ReadAt);
}
