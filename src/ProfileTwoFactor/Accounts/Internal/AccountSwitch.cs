using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Switches account two-factor authentication on and off, and swaps authenticators. Each is one compare-and-swap of the policy.</summary>
/// <remarks>
/// A swap begins a new epoch as well: sessions hold the epoch, so those that only proved the old authenticator end with it, and old
/// backup codes can't outlive it by an instant.
/// </remarks>
internal sealed class AccountSwitch(
    EpochSwitch epochs,
    PendingSetup setup,
    AccountAuthenticators additions,
    FreshProof proof,
    SessionContinuation sessions,
    AccountStatusReader status,
    CallEvents events
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(
        AccountCall call,
        string name = ""
    )
    {
        if (call.Enabled)
        {
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        return await setup.BeginFirstAsync(call, proof: null, name);
    }

    /// <summary>The pending binding of this browser once more. What it takes to begin one, it takes to see it again.</summary>
    public async Task<TwoFactorResult<PendingBindingSetup>> FindPendingAsync(AccountCall call)
    {
        if (call.Enabled && (await proof.DemandFreshAsync(call)).Error is { } refusal)
        {
            return refusal;
        }

        return await setup.FindAsync(call) is { } pending
            ? pending
            : TwoFactorErrorFactory.NoPendingBinding();
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        AccountCall call,
        string? code
    )
    {
        return await additions.TryConfirmAsync(call, code) is { } added
            ? added
            : await EnableAsync(call, () => setup.AcceptAsync(call, code));
    }

    /// <summary>The same with whatever the person has to prove.</summary>
    public async Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        AccountCall call,
        Func<Task<TwoFactorResult<ProvenBinding>>> accept
    )
    {
        epochs.EnsureRoom(call);
        var proven = await accept();
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        var (codes, set) = BackupCodes.Create();
        var binding = proven.Value.Binding with { BackupCodes = set };
        if (await epochs.MoveAsync(call, binding, proven.Value.Before) is not { } key)
        {
            return ChangedMeanwhile();
        }

        await (call.Enabled ? events.ReplacedAsync(call) : events.AccountEnabledAsync(call));
        await events.BackupCodesIssuedAsync(call, codes.Count, withAuthenticator: true);
        setup.Forget(call);
        await sessions.RenewAsync(call, key, proven.Value with { Binding = binding });
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

        if (await epochs.TryDisableAsync(call) is not { } policy)
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
}
