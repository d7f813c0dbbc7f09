using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What a bound person may do with their own authenticator, alike in every scope: begin its replacement, get new backup codes.</summary>
internal sealed class AuthenticatorReplacement(
    BindingManager bindings,
    FreshProof proof,
    PendingSetup setup,
    PolicyReader policies,
    CallEvents events
)
{
    /// <param name="call">The call.</param>
    /// <param name="authenticatorId">Which app is replaced. Null: the one that this browser was verified with, if it was one, and otherwise the first.</param>
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        ScopeCall call,
        string? authenticatorId = null
    )
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

        if (setup.RefuseApps(call) is { } refusal)
        {
            return refusal;
        }

        var active = fresh.Value.Binding;
        var replaced = authenticatorId is null
            ? AppOf(active.Find(fresh.Value.ProofId)) ?? AppOf(active.Primary)
            : AppOf(active.Find(authenticatorId));
        if (replaced is null)
        {
            return authenticatorId is not null
                ? TwoFactorErrorFactory.NotFound()
                : TwoFactorErrorFactory.Conflict(
                    "You have no authenticator app that could be replaced. Add one instead."
                );
        }

        return await setup.BeginAsync(call, active, PendingAim.Replacement(replaced)) is { } begun
            ? begun
            : ChangedMeanwhile();
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(ScopeCall call)
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

        if (
            await bindings.IssueBackupCodesAsync(call.Key, fresh.Value, setup.KindsOf(call))
                is not { } codes
            || !await IsCurrentAsync(call)
        )
        {
            return ChangedMeanwhile();
        }

        await events.BackupCodesIssuedAsync(call, codes.Count);
        return new IssuedBackupCodes(codes);
    }

    /// <summary>A replacement or an addition was started with a fresh proof; the caller who completes it must still have the window.</summary>
    public async Task<TwoFactorError?> RefuseReplacementAsync(
        ScopeCall call,
        BindingRecord? record
    ) =>
        record is { Active: { } active, Pending: not null } && setup.IsBound(call, active)
            ? (await proof.DemandVerifiedAsync(call)).Error
            : null;

    /// <summary>Whether the scope is still under the epoch of the call: what was written under an earlier one counts nowhere.</summary>
    private async Task<bool> IsCurrentAsync(ScopeCall call) =>
        string.Equals(
            (await policies.FindAsync(call.Subject.Scope))?.Epoch,
            call.Epoch,
            StringComparison.Ordinal
        );

    private static BoundAuthenticator? AppOf(BoundAuthenticator? authenticator) =>
        authenticator is { Kind: AuthenticatorKind.Totp } ? authenticator : null;

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrorFactory.Conflict(
            "The authenticator was changed by another request. Check the status and start again."
        );
}
