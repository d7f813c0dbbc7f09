using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Adds authenticators to an account that has some, and removes them.</summary>
internal sealed class AccountAuthenticators(
    BindingManager bindings,
    EpochSwitch epochs,
    PendingSetup setup,
    AuthenticatorReplacement own,
    FreshProof proof,
    SessionContinuation sessions,
    CallEvents events
)
{
    /// <summary>Confirms a pending authenticator, if it is a further one, or refuses. Null when it is the first or replaces one, which begins a new epoch.</summary>
    public async Task<TwoFactorResult<IssuedBackupCodes>?> TryConfirmAsync(
        AccountCall call,
        string? code
    )
    {
        var record = await bindings.FindAsync(call.Key);
        if (await own.RefuseReplacementAsync(call, record) is { } refusal)
        {
            return refusal;
        }

        if (!call.Enabled || record is not { Active: { } active, Pending.Adds: true })
        {
            return null;
        }

        var outcome = await bindings.ConfirmAdditionAsync(
            call.Key,
            setup.ClaimOf(call, active),
            code
        );
        if (outcome.Status != CodeStatus.Accepted)
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        // Sessions and backup codes stay as they are: nothing that they were proven with is gone.
        await events.AddedAsync(call);
        setup.Forget(call);
        return new IssuedBackupCodes([]);
    }

    /// <summary>Removes an authenticator. As after a swap, sessions have to hold the new epoch: those that only proved the one that is gone end with it.</summary>
    public async Task<TwoFactorResult> RemoveAsync(AccountCall call, string id)
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        var active = fresh.Value.Binding;
        if (AuthenticatorRules.Refuse(active, id, setup.KindsOf(call)) is { } refusal)
        {
            return AuthenticatorErrors.From(refusal);
        }

        epochs.EnsureRoom(call);
        var left = AuthenticatorRules.Without(active, id);
        if (await epochs.MoveAsync(call, left, active) is not { } key)
        {
            return AuthenticatorErrors.From(AuthenticatorRemoval.ProofGone);
        }

        await events.RemovedAsync(call);
        // A session that has proven the very one that is gone is asked for another.
        if (left.Find(fresh.Value.ProofId) is not null || fresh.Value.IsBackupCode)
        {
            await sessions.RenewAsync(call, key, fresh.Value.In(left));
        }

        return TwoFactorResult.Success;
    }
}
