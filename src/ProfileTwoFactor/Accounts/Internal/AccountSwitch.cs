using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Switches account two-factor authentication on and off, and swaps authenticators. Each is one compare-and-swap of the policy.</summary>
/// <remarks>
/// A swap begins a new epoch as well: sessions hold the epoch, so those that only proved the old authenticator end with it, and old
/// backup codes can't outlive it by an instant.
/// </remarks>
internal sealed class AccountSwitch(
    PolicySwitch policySwitch,
    BindingManager bindings,
    WindowManager windows,
    PendingSetup setup,
    OwnAuthenticator own,
    FreshProof proof,
    AccountSignInWriter writer,
    AccountStatusReader status,
    SessionEvents events,
    TimeProvider time,
    ILogger<AccountSwitch> logger
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(AccountSession session)
    {
        if (session.Enabled)
        {
            return TwoFactorErrors.AlreadyEnabled();
        }

        return await setup.BeginAsync(session, replaces: null) is { } begun
            ? begun
            : TwoFactorErrors.AlreadyBound();
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        AccountSession session,
        string? code
    )
    {
        if (await own.RefuseReplacementAsync(session) is { } refusal)
        {
            return refusal;
        }

        policySwitch.EnsureRoom(session.Policy);
        var outcome = await bindings.AcceptAsync(session.Key, setup.ClaimOf(session), code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        // The binding first, under an epoch no policy names: inert. Then one write of the policy makes all of it true.
        var (codes, set) = BackupCodes.Create();
        var epoch = RandomId.Create();
        var key = session.Subject.KeyIn(epoch);
        await bindings.PlantAsync(session.Key, key, binding with { BackupCodes = set });
        if (await SwitchAsync(session, enabled: true, epoch) is null)
        {
            await bindings.UprootAsync(session.Subject.Scope, epoch);
            return ChangedMeanwhile();
        }

        await (
            session.Enabled
                ? events.BoundAsync(session, replaced: true)
                : events.AccountEnabledAsync(session)
        );
        await events.BackupCodesIssuedAsync(session, codes.Count, withAuthenticator: true);
        setup.Forget(session);
        await KeepGoingAsync(session, key, binding.BindingId);
        return new IssuedBackupCodes(codes);
    }

    public async Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(AccountSession session)
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

        if (await SwitchAsync(session, enabled: false, RandomId.Create()) is not { } policy)
        {
            return ChangedMeanwhile();
        }

        await events.AccountDisabledAsync(session);
        return await status.ReadAsync(session with { Policy = policy });
    }

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrors.Conflict(
            "Two-factor authentication of the account changed meanwhile. Look at the status and start again."
        );

    /// <summary>This browser has just proven itself: its session and window go on under the new epoch.</summary>
    private async Task KeepGoingAsync(AccountSession session, BindingKey key, string bindingId)
    {
        try
        {
            await writer.RenewAsync(session, key.Epoch);
            await windows.OpenAsync(session.Context, session.Subject, key, bindingId);
        }
        catch (DependencyUnavailableException exception)
        {
            // It is on, and the backup codes can be shown only now. What is missing costs a code at the next request.
            WindowLog.CleanupFailed(logger, exception);
        }
    }

    private Task<PolicyRecord?> SwitchAsync(AccountSession session, bool enabled, string epoch) =>
        policySwitch.TryAsync(
            session.Policy,
            new PolicyRecord
            {
                Scope = session.Subject.Scope,
                Enabled = enabled,
                Epoch = epoch,
                // Swapping an authenticator is no switch: "on since" stays true.
                ChangedAt =
                    enabled && session.Enabled ? session.Policy!.ChangedAt : time.GetUtcNow(),
                ChangedBy = session.Subject.MemberId,
            }
        );
}
