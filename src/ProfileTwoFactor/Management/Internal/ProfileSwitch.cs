using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Switches a profile on and off. Both are one compare-and-swap of the policy, whatever the number of members.</summary>
internal sealed class ProfileSwitch(
    PolicySwitch policySwitch,
    BindingManager bindings,
    WindowManager windows,
    PendingSetup setup,
    FreshProof proof,
    ProfileStatusReader status,
    ProfileAnnouncements announcements,
    CallEvents events,
    TimeProvider time,
    ILogger<ProfileSwitch> logger
)
{
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        ProfileCall call,
        string? code
    )
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Enabled)
        {
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        policySwitch.EnsureRoom(call.Policy);
        await windows.ProbeAsync();
        await announcements.ProbeAsync(call.Subject.Scope);
        var outcome = await bindings.AcceptAsync(call.Key, setup.ClaimOf(call), code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        // The binding first, under an epoch no policy names: inert. Then one write of the policy makes both true.
        // A crash in between leaves "off" and a row that opens nothing.
        var epoch = RandomId.Create();
        var key = call.Subject.KeyIn(epoch);
        await bindings.CopyToEpochAsync(call.Key, key, binding);
        var enabled = events.Enabled(call, epoch);
        await announcements.KeepAsync(enabled);
        if (await SwitchAsync(call, enabled: true, epoch) is not { } policy)
        {
            await bindings.DeleteEpochAsync(call.Subject.Scope, epoch);
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        await events.PublishAsync(enabled);
        setup.Forget(call);
        return await windows.OpenAsync(call.Context, call.Subject, key, binding.BindingId)
            ? status.JustVerified(call, policy, binding)
            : await status.ReadAsync(call);
    }

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(ProfileCall call)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (await SwitchAsync(call, enabled: false, RandomId.Create()) is null)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        await events.DisabledAsync(call);
        await CloseOwnWindowAsync(call, fresh.Value.BindingId);
        return await status.ReadAsync(call);
    }

    private async Task CloseOwnWindowAsync(ProfileCall call, string bindingId)
    {
        try
        {
            await windows.CloseAsync(call.Context, call.Subject, call.Key, bindingId);
        }
        catch (DependencyUnavailableException exception)
        {
            // Cleanup only: the window ended with its epoch. The profile is off, and the answer must say so.
            WindowLog.CleanupFailed(logger, exception);
        }
    }

    private Task<PolicyRecord?> SwitchAsync(ProfileCall call, bool enabled, string epoch) =>
        policySwitch.TryAsync(
            call.Policy,
            new PolicyRecord
            {
                Scope = call.Subject.Scope,
                Enabled = enabled,
                Epoch = epoch,
                ChangedAt = time.GetUtcNow(),
                ChangedBy = call.Subject.MemberId,
            }
        );
}
