using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What follows when a passkey's counter went back: two devices have it, it is disabled by now, and what it opened ends.</summary>
internal sealed class CopiedPasskey(EpochSwitch epochs, ScopeRegistry scopes, CallEvents events)
{
    public async Task EndAsync(ScopeCall call, ActiveBinding left)
    {
        // Windows name what opened them.
        scopes.Invalidate(call.Subject.Scope);
        try
        {
            if (call.Subject.Scope.Kind == TwoFactorScopeKind.Account)
            {
                await EndSessionsAsync(call, left);
            }
        }
        finally
        {
            await events.PasskeyDisabledAsync(call);
        }
    }

    /// <summary>Sessions hold the epoch, and not what was proven: all are asked for another authenticator, as nothing says which of them the copy opened.</summary>
    private async Task EndSessionsAsync(ScopeCall call, ActiveBinding left)
    {
        epochs.EnsureRoom(call);
        await epochs.MoveAsync(call, left, left);
    }
}
