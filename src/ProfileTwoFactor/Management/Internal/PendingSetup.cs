using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Begins a binding in any scope: a new secret, tied to this browser, shown this one time.</summary>
internal sealed class PendingSetup(
    BindingManager bindings,
    PendingCaller callers,
    SetupFactory setups,
    ScopeRegistry scopes
)
{
    /// <summary>What the caller presents for a binding it began earlier.</summary>
    public PendingClaim ClaimOf(ScopeCall call) =>
        new(
            callers.Read(call.Context, call.Subject.User, scopes.Scope(call.Subject.Scope)),
            call.Subject.OwnerMemberId
        );

    /// <summary>Null when the binding it should build on was changed in the meantime.</summary>
    public async Task<PendingBindingSetup?> BeginAsync(ScopeCall call, string? replaces)
    {
        var scope = scopes.Scope(call.Subject.Scope);
        var (caller, cookie) = callers.Create(call.Context, call.Subject.User);
        var claim = new PendingClaim(caller, call.Subject.OwnerMemberId);
        if (await bindings.BeginAsync(call.Key, claim, replaces) is not { } pending)
        {
            return null;
        }

        callers.HandOut(call.Context, scope, cookie);
        return setups.Create(call, pending);
    }

    public void Forget(ScopeCall call) =>
        PendingCaller.Forget(call.Context, scopes.Scope(call.Subject.Scope));
}
