using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Changes the date from which members must verify, by one compare-and-swap of the policy.</summary>
internal sealed class EnforcementMove(
    PolicySwitch policySwitch,
    EnforcementDates dates,
    FreshProof proof,
    ProfileAnnouncements announcements,
    ProfileStatusReader status,
    CallEvents events,
    TimeProvider time
)
{
    /// <param name="call">The call.</param>
    /// <param name="enforceFrom">The new date; null or a past one for at once.</param>
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> MoveAsync(
        ProfileCall call,
        DateTimeOffset? enforceFrom
    )
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Policy is not { Enabled: true } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        if (dates.IsEnforced(policy) || policy.EnforcedFrom is not { } from)
        {
            return TwoFactorErrorFactory.AlreadyEnforced();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (enforceFrom > dates.Latest)
        {
            return DateErrors.TooFarAhead(dates.Latest);
        }

        var to = dates.Ahead(enforceFrom);
        if (to == from)
        {
            return await status.ReadAsync(call);
        }

        var moved = events.Moved(call, from, to);
        await announcements.KeepAsync(moved);
        var changed = await policySwitch.TryChangeAsync(
            policy,
            current =>
                current with
                {
                    EnforcedFrom = to ?? time.GetUtcNow(),
                    Scheduled = to is not null,
                },
            current => current.Scheduled && current.EnforcedFrom == from
        );
        if (changed is null)
        {
            return TwoFactorErrorFactory.Conflict(
                "The date was changed by another request. Check the status and start again."
            );
        }

        await events.PublishAsync(moved);
        return await status.ReadAsync(call with { Policy = changed });
    }
}
