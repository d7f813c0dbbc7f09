using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What each account demands of its sessions. Asked for whenever a session is validated, so this process keeps the answer for the lifetime of a decision.</summary>
internal sealed class AccountPolicies(
    PolicyReader policies,
    ScopeRegistry scopes,
    Tenants tenants,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<TwoFactorScope, Kept> _kept = new(
        options.Value.DecisionCapacity
    );

    /// <exception cref="DependencyUnavailableException">The store can't answer.</exception>
    public ValueTask<AccountState> FindAsync(HttpContext context, string userId)
    {
        var scope = ScopeOf(context, userId);
        var now = time.GetUtcNow().UtcTicks;
        if (_kept.TryGet(scope.Scope, out var kept))
        {
            // A negative age is a clock that was set back; such an entry would live too long.
            var age = now - kept.ReadAt;
            if (ReferenceEquals(kept.Generation, scope.Generation) && age >= 0 && age < _lifetime)
            {
                return new(kept.State);
            }
        }

        return ReadAsync(scope, now);
    }

    /// <summary>From the store, whatever this process remembers.</summary>
    /// <exception cref="DependencyUnavailableException">The store can't answer.</exception>
    public ValueTask<AccountState> ReadAsync(HttpContext context, string userId) =>
        ReadAsync(ScopeOf(context, userId), time.GetUtcNow().UtcTicks);

    private ScopeState ScopeOf(HttpContext context, string userId) =>
        scopes.Scope(TwoFactorScope.Account(userId).InTenant(tenants.Of(context)));

    private async ValueTask<AccountState> ReadAsync(ScopeState scope, long now)
    {
        // Before the read: a concurrent change invalidates what is being read.
        var generation = scope.Generation;
        var state = AccountState.Of(await policies.FindAsync(scope.Scope));
        if (_lifetime != 0)
        {
            _kept.Set(scope.Scope, new Kept(state, generation, now));
        }

        return state;
    }

    private sealed record Kept(AccountState State, object Generation, long ReadAt);
}
