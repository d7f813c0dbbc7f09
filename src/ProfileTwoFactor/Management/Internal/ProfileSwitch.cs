using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Switches a profile on and off. Both are one compare-and-swap of the policy, whatever the number of members.</summary>
internal sealed class ProfileSwitch(
    EpochSwitch epochs,
    PendingSetup setup,
    FreshProof proof,
    WindowManager windows,
    ProfileStatusReader status,
    ProfileAnnouncements announcements,
    CallEvents events
)
{
    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        ProfileCall call,
        string? code,
        DateTimeOffset? enforceFrom
    ) => EnableAsync(call, enforceFrom, () => setup.AcceptAsync(call, code));

    /// <summary>The same with whatever the Owner has to prove.</summary>
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        ProfileCall call,
        DateTimeOffset? enforceFrom,
        Func<Task<TwoFactorResult<ProvenBinding>>> accept
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

        if (epochs.Refuse(enforceFrom) is { } refusal)
        {
            return refusal;
        }

        epochs.EnsureRoom(call);
        await windows.ProbeAsync();
        await announcements.ProbeAsync(call.Subject.Scope);
        var proven = await accept();
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        var key = await epochs.PrepareAsync(call, proven.Value.Binding);
        // Judged now: the date may have come while the code was checked.
        var date = epochs.Ahead(enforceFrom);
        var enabled = events.Enabled(call, key.Epoch, date);
        await announcements.KeepAsync(enabled);
        if (await epochs.TryEnableAsync(call, key, date) is not { } policy)
        {
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        await events.PublishAsync(enabled);
        setup.Forget(call);
        var now = call with { Policy = policy };
        return await windows.OpenAsync(
            call.Context,
            call.Subject,
            key,
            // The record of the new epoch is in none yet.
            proven.Value with
            {
                WindowGeneration = null,
            },
            policy.WindowGeneration
        )
            ? status.JustVerified(now, proven.Value)
            : await status.ReadAsync(now);
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

        if (await epochs.TryDisableAsync(call) is not { } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        await events.DisabledAsync(call);
        await windows.TryCloseAsync(
            call.Context,
            call.Subject,
            call.Key,
            fresh.Value.Binding.BindingId
        );
        return await status.ReadAsync(call with { Policy = policy });
    }
}
