using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;
using Microsoft.Extensions.Logging;

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
    SessionEvents events,
    TimeProvider time,
    ILogger<ProfileSwitch> logger
)
{
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        ProfileSession session,
        string? code
    )
    {
        if (!session.Subject.IsOwner)
        {
            return TwoFactorErrors.NotOwner();
        }

        if (session.Enabled)
        {
            return TwoFactorErrors.AlreadyEnabled();
        }

        policySwitch.EnsureRoom(session.Policy);
        await windows.ProbeAsync();
        await announcements.ProbeAsync(session.Subject.Scope);
        var outcome = await bindings.AcceptAsync(session.Key, setup.ClaimOf(session), code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        // The binding first, under an epoch no policy names: inert. Then one write of the policy makes both true.
        // A crash in between leaves "off" and a row that opens nothing.
        var epoch = RandomId.Create();
        var key = session.Subject.KeyIn(epoch);
        await bindings.PlantAsync(session.Key, key, binding);
        var enabled = events.Enabled(session, epoch);
        await announcements.KeepAsync(enabled);
        if (await SwitchAsync(session, enabled: true, epoch) is not { } policy)
        {
            await bindings.UprootAsync(session.Subject.Scope, epoch);
            return TwoFactorErrors.AlreadyEnabled();
        }

        await events.PublishAsync(enabled);
        setup.Forget(session);
        return await windows.OpenAsync(session.Context, session.Subject, key, binding.BindingId)
            ? status.JustVerified(session, policy, binding)
            : await status.ReadAsync(session);
    }

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(ProfileSession session)
    {
        if (!session.Subject.IsOwner)
        {
            return TwoFactorErrors.NotOwner();
        }

        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (await SwitchAsync(session, enabled: false, RandomId.Create()) is null)
        {
            return TwoFactorErrors.NotEnabled();
        }

        await events.DisabledAsync(session);
        await CloseOwnWindowAsync(session, fresh.Value.BindingId);
        return await status.ReadAsync(session);
    }

    private async Task CloseOwnWindowAsync(ProfileSession session, string bindingId)
    {
        try
        {
            await windows.CloseAsync(session.Context, session.Subject, session.Key, bindingId);
        }
        catch (DependencyUnavailableException exception)
        {
            // Tidying only: the window died with its epoch. The profile is off, and the answer must say so.
            WindowLog.CleanupFailed(logger, exception);
        }
    }

    private Task<PolicyRecord?> SwitchAsync(ProfileSession session, bool enabled, string epoch) =>
        policySwitch.TryAsync(
            session.Policy,
            new PolicyRecord
            {
                Scope = session.Subject.Scope,
                Enabled = enabled,
                Epoch = epoch,
                ChangedAt = time.GetUtcNow(),
                ChangedBy = session.Subject.MemberId,
            }
        );
}
