using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

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
    AuthenticatorReplacement own,
    FreshProof proof,
    AccountSignInWriter writer,
    AccountStatusReader status,
    CallEvents events,
    TimeProvider time,
    ILogger<AccountSwitch> logger
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(AccountCall call)
    {
        if (call.Enabled)
        {
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        return await setup.BeginAsync(call, replaces: null) is { } begun
            ? begun
            : TwoFactorErrorFactory.AlreadyBound();
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        AccountCall call,
        string? code
    )
    {
        if (await own.RefuseReplacementAsync(call) is { } refusal)
        {
            return refusal;
        }

        policySwitch.EnsureRoom(call.Policy);
        var outcome = await bindings.AcceptAsync(call.Key, setup.ClaimOf(call), code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        // The binding first, under an epoch no policy names: inert. Then one write of the policy makes all of it true.
        var (codes, set) = BackupCodes.Create();
        var epoch = RandomId.Create();
        var key = call.Subject.KeyIn(epoch);
        await bindings.CopyToEpochAsync(call.Key, key, binding with { BackupCodes = set });
        if (await SwitchAsync(call, enabled: true, epoch) is null)
        {
            await bindings.DeleteEpochAsync(call.Subject.Scope, epoch);
            return ChangedMeanwhile();
        }

        await (
            call.Enabled
                ? events.BoundAsync(call, replaced: true)
                : events.AccountEnabledAsync(call)
        );
        await events.BackupCodesIssuedAsync(call, codes.Count, withAuthenticator: true);
        setup.Forget(call);
        await KeepGoingAsync(call, key, binding.BindingId);
        return new IssuedBackupCodes(codes);
    }

    public async Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(AccountCall call)
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

        if (await SwitchAsync(call, enabled: false, RandomId.Create()) is not { } policy)
        {
            return ChangedMeanwhile();
        }

        await events.AccountDisabledAsync(call);
        return await status.ReadAsync(call with { Policy = policy });
    }

    private static TwoFactorError ChangedMeanwhile() =>
        TwoFactorErrorFactory.Conflict(
            "Two-factor authentication of the account was changed by another request. Check the status and start again."
        );

    /// <summary>This browser was just verified: its session and window continue under the new epoch.</summary>
    private async Task KeepGoingAsync(AccountCall call, BindingKey key, string bindingId)
    {
        try
        {
            await writer.RenewAsync(call, key.Epoch);
            await windows.OpenAsync(call.Context, call.Subject, key, bindingId);
        }
        catch (DependencyUnavailableException exception)
        {
            // It is on, and the backup codes can be shown only now. What is missing costs a code at the next request.
            WindowLog.CleanupFailed(logger, exception);
        }
    }

    private Task<PolicyRecord?> SwitchAsync(AccountCall call, bool enabled, string epoch) =>
        policySwitch.TryAsync(
            call.Policy,
            new PolicyRecord
            {
                Scope = call.Subject.Scope,
                Enabled = enabled,
                Epoch = epoch,
                // Swapping an authenticator is no switch: "on since" stays true.
                ChangedAt = enabled && call.Enabled ? call.Policy!.ChangedAt : time.GetUtcNow(),
                ChangedBy = call.Subject.MemberId,
            }
        );
}
