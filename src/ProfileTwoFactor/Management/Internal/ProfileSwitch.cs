using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Switches a profile on and off. Both are one compare-and-swap of the policy, whatever the number of members.</summary>
internal sealed class ProfileSwitch(
    PolicyReader policies,
    BindingManager bindings,
    WindowManager windows,
    PendingCaller callers,
    FreshProof proof,
    ProfileStatusReader status,
    DecisionCache decisions,
    RetiredEpochQueue retired,
    Announcements announcements,
    SessionEvents events,
    TimeProvider time,
    ILogger<ProfileSwitch> logger
)
{
    /// <summary>Lost races here are the sweeper's, or another Owner session's; more than a few mean a broken store.</summary>
    private const int MaxAttempts = 8;

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

        var scope = decisions.Scope(session.Subject.Scope);
        var caller = callers.Read(session.Context, session.Subject.User, scope);
        await windows.ProbeAsync();
        var outcome = await bindings.AcceptAsync(
            session.Key,
            new PendingClaim(caller, session.Subject.OwnerMemberId),
            code
        );
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
        var announced = await announcements.TryPrepareAsync(session, epoch);
        if (await SwitchAsync(session, enabled: true, epoch, !announced) is not { } policy)
        {
            await bindings.UprootAsync(session.Subject.Scope, epoch);
            return TwoFactorErrors.AlreadyEnabled();
        }

        announcements.Wake(session.Subject.Scope, announced);
        await events.EnabledAsync(session, epoch);
        PendingCaller.Forget(session.Context, scope);
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
            Log.CleanupFailed(logger, exception);
        }
    }

    /// <summary>Null when somebody else switched meanwhile: then the proof was for a state that is gone.</summary>
    private async Task<PolicyRecord?> SwitchAsync(
        ProfileSession session,
        bool enabled,
        string epoch,
        bool announcementPending = false
    )
    {
        var current = session.Policy;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var next = new PolicyRecord
            {
                Scope = session.Subject.Scope,
                Version = current?.Version ?? 0,
                Enabled = enabled,
                Epoch = epoch,
                ChangedAt = time.GetUtcNow(),
                ChangedBy = session.Subject.MemberId,
                AnnouncementPending = announcementPending,
                RetiredEpochs = [.. current?.RetiredEpochs ?? [], session.Epoch],
            };
            if (await WriteAsync(next) == StoreWriteStatus.Written)
            {
                return Switched(next);
            }

            current = await policies.FindAsync(session.Subject.Scope);
            // A store that retried its own committed write reports a conflict. Nobody else can know this epoch: the write is ours,
            // and taking it for somebody else's would delete the binding that is now in force.
            if (string.Equals(current?.Epoch, epoch, StringComparison.Ordinal))
            {
                return Switched(next);
            }

            if (!string.Equals(current?.Epoch ?? "", session.Epoch, StringComparison.Ordinal))
            {
                return null;
            }
        }

        throw new DependencyUnavailableException(
            DependencyNames.PolicyStore,
            "a write lost against others too many times"
        );
    }

    private async Task<StoreWriteStatus> WriteAsync(PolicyRecord next)
    {
        try
        {
            return await policies.WriteAsync(next);
        }
        finally
        {
            // Also when the outcome is unknown: it may be on, and then "not required" must not be repeated.
            decisions.Invalidate(next.Scope);
        }
    }

    private PolicyRecord Switched(PolicyRecord policy)
    {
        retired.Enqueue(policy.Scope);
        Log.PolicyChanged(logger, policy.Enabled ? "on" : "off", policy.Scope.Kind);
        return policy;
    }
}
