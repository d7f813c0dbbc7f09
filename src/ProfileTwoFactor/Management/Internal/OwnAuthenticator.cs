using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What a bound person may do with their own authenticator, alike in every scope: begin its replacement, get new backup codes.</summary>
internal sealed class OwnAuthenticator(
    BindingManager bindings,
    FreshProof proof,
    PendingSetup setup,
    SessionEvents events
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        ScopeSession session
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        return await setup.BeginAsync(session, fresh.Value.BindingId) is { } begun
            ? begun
            : ChangedMeanwhile();
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        ScopeSession session
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (
            await bindings.IssueBackupCodesAsync(session.Key, fresh.Value.BindingId)
            is not { } codes
        )
        {
            return ChangedMeanwhile();
        }

        await events.BackupCodesIssuedAsync(session, codes.Count);
        return new IssuedBackupCodes(codes);
    }

    /// <summary>A replacement was begun with a fresh proof; whoever finishes it must still hold the window.</summary>
    public async Task<TwoFactorError?> RefuseReplacementAsync(ScopeSession session)
    {
        var record = await bindings.FindAsync(session.Key);
        return record is { Active: not null, Pending: not null }
            ? (await proof.DemandVerifiedAsync(session)).Error
            : null;
    }

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrors.Conflict(
            "The authenticator changed meanwhile. Look at the status and start again."
        );
}
