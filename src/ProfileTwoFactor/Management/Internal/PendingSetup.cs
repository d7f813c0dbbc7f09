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
    public PendingClaim ClaimOf(ScopeSession session) =>
        new(
            callers.Read(
                session.Context,
                session.Subject.User,
                scopes.Scope(session.Subject.Scope)
            ),
            session.Subject.OwnerMemberId
        );

    /// <summary>Null when the binding it should build on changed meanwhile.</summary>
    public async Task<PendingBindingSetup?> BeginAsync(ScopeSession session, string? replaces)
    {
        var scope = scopes.Scope(session.Subject.Scope);
        var (caller, cookie) = callers.Create(session.Context, session.Subject.User);
        var claim = new PendingClaim(caller, session.Subject.OwnerMemberId);
        if (await bindings.BeginAsync(session.Key, claim, replaces) is not { } pending)
        {
            return null;
        }

        callers.HandOut(session.Context, scope, cookie);
        return setups.Create(session, pending);
    }

    public void Forget(ScopeSession session) =>
        PendingCaller.Forget(session.Context, scopes.Scope(session.Subject.Scope));
}
