using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What each account demands of its sessions. Asked for whenever a session is validated, so this process keeps the answer for the lifetime of a decision.</summary>
internal sealed class AccountPolicies(
    PolicyReader policies,
    AccountLookup accounts,
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

    /// <summary>Whether accounts have stamps, so that a user id alone says nothing about the scope.</summary>
    public bool HaveStamps => accounts.HasStamps;

    /// <exception cref="DependencyUnavailableException">The store or the directory can't answer.</exception>
    public ValueTask<AccountState> FindAsync(HttpContext context, string userId)
    {
        var name = NameOf(context, userId);
        var now = time.GetUtcNow().UtcTicks;
        if (_kept.TryGet(name, out var kept))
        {
            // A negative age is a clock that was set back; such an entry would live too long.
            var age = now - kept.ReadAt;
            if (
                age >= 0
                && age < _lifetime
                && ReferenceEquals(kept.Generation, scopes.Scope(kept.Scope).Generation)
            )
            {
                return new(kept.State);
            }
        }

        return ReadAsync(context, name, now);
    }

    /// <summary>From the store, whatever this process remembers.</summary>
    /// <exception cref="DependencyUnavailableException">The store or the directory can't answer.</exception>
    public ValueTask<AccountState> ReadAsync(HttpContext context, string userId) =>
        ReadAsync(context, NameOf(context, userId), time.GetUtcNow().UtcTicks);

    /// <summary>What a session says of its account: never a stamp, which only the directory knows.</summary>
    private TwoFactorScope NameOf(HttpContext context, string userId) =>
        TwoFactorScope.Account(userId).InTenant(tenants.Of(context));

    private async ValueTask<AccountState> ReadAsync(
        HttpContext context,
        TwoFactorScope name,
        long now
    )
    {
        if (await ScopeOfAsync(context, name) is not { } scope)
        {
            return AccountState.Gone();
        }

        // Before the read: a concurrent change invalidates what is being read.
        var generation = scopes.Scope(scope).Generation;
        var state = AccountState.Of(
            await policies.FindAsync(scope),
            HaveStamps ? scope.Stamp : null
        );
        if (_lifetime != 0)
        {
            _kept.Set(name, new Kept(state, scope, generation, now));
        }

        return state;
    }

    /// <summary>Null when the account is gone. Without stamps the directory isn't asked: it may need the user, who isn't authenticated yet.</summary>
    private async ValueTask<TwoFactorScope?> ScopeOfAsync(HttpContext context, TwoFactorScope name)
    {
        if (!HaveStamps)
        {
            return name;
        }

        var account = await accounts.FindAsync(
            context.RequestServices,
            name.Id,
            context.RequestAborted
        );
        return account is null ? null : AccountScope.Of(account, name.Tenant);
    }

    private sealed record Kept(
        AccountState State,
        TwoFactorScope Scope,
        object Generation,
        long ReadAt
    );
}
