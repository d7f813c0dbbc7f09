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
            is not { } issued
        )
        {
            return ChangedMeanwhile();
        }

        // Before anything can fail: the earlier ones are gone.
        await events.BackupCodesIssuedAsync(call, issued.Codes.Count);
        return await CountsAsync(call, issued.Set)
            ? new IssuedBackupCodes(issued.Codes)
            : ChangedMeanwhile();
    }

    /// <summary>A replacement or an addition was started with a fresh proof; the caller who completes it must still have the window.</summary>
    public async Task<TwoFactorError?> RefuseReplacementAsync(
        ScopeCall call,
        BindingRecord? record
    ) =>
        record is { Active: { } active, Pending: not null } && setup.IsBound(call, active)
            ? (await proof.DemandVerifiedAsync(call)).Error
            : null;

    /// <summary>Whether a set that was just written counts: the scope is still under the epoch of the call, or a switch since has taken it over.</summary>
    private async Task<bool> CountsAsync(ScopeCall call, BackupCodeSet set)
    {
        var policy = await policies.FindAsync(call.Subject.Scope);
        if (string.Equals(policy?.Epoch, call.Epoch, StringComparison.Ordinal))
        {
            return true;
        }

        return policy is { Enabled: true }
            && await bindings.FindAsync(call.Subject.KeyIn(policy.Epoch))
                is { Active.BackupCodes: { } current }
            && current.Salt.AsSpan().SequenceEqual(set.Salt);
    }

    private static BoundAuthenticator? AppOf(BoundAuthenticator? authenticator) =>
        authenticator is { Kind: AuthenticatorKind.Totp } ? authenticator : null;

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrorFactory.Conflict(
            "The authenticator was changed by another request. Check the status and start again."
        );
}
