using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Begins a binding in any scope: a new secret, tied to this browser, shown this one time. Takes its first code where the binding takes force under another epoch.</summary>
internal sealed class PendingSetup(
    BindingPreparation preparation,
    BindingManager bindings,
    PendingCaller callers,
    SetupFactory setups,
    ScopeRegistry scopes,
    CallEvents events
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
        if (await preparation.BeginAsync(call.Key, claim, replaces) is not { } pending)
        {
            return null;
        }

        callers.HandOut(call.Context, scope, cookie);
        return setups.Create(call, pending);
    }

    /// <summary>The binding begun in this browser, as it was shown. Null when it is over, or another browser's.</summary>
    public async Task<PendingBindingSetup?> FindAsync(ScopeCall call) =>
        await preparation.FindAsync(call.Key, ClaimOf(call)) is { } pending
            ? setups.Create(call, pending)
            : null;

    /// <summary>The binding begun in this browser, proven by its first code.</summary>
    public async Task<TwoFactorResult<ActiveBinding>> AcceptAsync(ScopeCall call, string? code)
    {
        var outcome = await bindings.AcceptAsync(call.Key, ClaimOf(call), code);
        if (outcome is { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            return binding;
        }

        await events.RefusedAsync(call, outcome);
        return CodeErrors.From(outcome);
    }

    public void Forget(ScopeCall call) =>
        callers.Forget(call.Context, scopes.Scope(call.Subject.Scope));
}
