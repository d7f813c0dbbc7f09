using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What a bound person may do with their own authenticator, alike in every scope: begin its replacement, get new backup codes.</summary>
internal sealed class AuthenticatorReplacement(
    BindingManager bindings,
    FreshProof proof,
    PendingSetup setup,
    CallEvents events
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(ScopeCall call)
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

        return await setup.BeginAsync(call, fresh.Value.BindingId) is { } begun
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

        if (await bindings.IssueBackupCodesAsync(call.Key, fresh.Value.BindingId) is not { } codes)
        {
            return ChangedMeanwhile();
        }

        await events.BackupCodesIssuedAsync(call, codes.Count);
        return new IssuedBackupCodes(codes);
    }

    /// <summary>A replacement was started with a fresh proof; the caller who completes it must still have the window.</summary>
    public async Task<TwoFactorError?> RefuseReplacementAsync(ScopeCall call)
    {
        var record = await bindings.FindAsync(call.Key);
        return record is { Active: not null, Pending: not null }
            ? (await proof.DemandVerifiedAsync(call)).Error
            : null;
    }

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrorFactory.Conflict(
            "The authenticator was changed by another request. Check the status and start again."
        );
}
