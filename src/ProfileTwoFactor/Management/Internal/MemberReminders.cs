using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Has a mail sent to each member without an authenticator, at most once a day.</summary>
internal sealed class MemberReminders(
    OwnerSight sight,
    MemberRoll members,
    PolicySwitch policySwitch,
    ProfileAnnouncements announcements,
    CallEvents events,
    TimeProvider time
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    public async Task<TwoFactorResult<QueuedReminders>> RemindAsync(ProfileCall call)
    {
        var refusal = await sight.RefuseAsync(call);
        if (refusal is { Code: TwoFactorErrorCodes.NotOwner })
        {
            return refusal;
        }

        if (call.Policy is not { Enabled: true } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        if (refusal is not null)
        {
            return refusal;
        }

        if (Wait(policy) is { } wait)
        {
            return TwoFactorErrorFactory.TooManyReminders(wait);
        }

        var unbound = (await members.ReadAsync(call)).Count(one =>
            !one.IsBound
            && !string.Equals(one.Member.MemberId, call.Subject.MemberId, StringComparison.Ordinal)
        );
        if (unbound == 0 || !announcements.Any)
        {
            return new QueuedReminders(0);
        }

        await announcements.ProbeAsync(call.Subject.Scope);
        var reminded = events.Reminded(call, unbound);
        await announcements.KeepAsync(reminded);
        var changed = await policySwitch.TryChangeAsync(
            policy,
            current => current with { RemindedAt = reminded.Context.Time },
            current => current.RemindedAt == policy.RemindedAt
        );
        if (changed is null)
        {
            // Another tab was faster, or the profile was disabled: then a repetition says so.
            return TwoFactorErrorFactory.TooManyReminders(Pause);
        }

        await events.PublishAsync(reminded);
        return new QueuedReminders(unbound);
    }

    private TimeSpan? Wait(PolicyRecord policy)
    {
        if (policy.RemindedAt is not { } last)
        {
            return null;
        }

        // A clock that was set back must not make the wait longer than it ever is.
        var left = last + Pause - time.GetUtcNow();
        return left <= TimeSpan.Zero ? null
            : left < Pause ? left
            : Pause;
    }
}
