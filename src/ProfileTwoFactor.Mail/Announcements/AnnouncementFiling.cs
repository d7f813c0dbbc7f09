using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Files the mail to all members that two-factor authentication is on, and the reminders to those who have not bound.</summary>
/// <remarks>
/// The job is written before the policy, and says no more than that the profile may have something to announce: what is announced, the
/// policy says when the job is worked on. So a crash after the switch can't lose the mails, one before it sends none, and of two
/// people who switch at the same moment it doesn't matter whose job was written last. Nothing depends on the number of members.
/// </remarks>
internal sealed class AnnouncementFiling(NotificationFiling filing, MailClock clock)
    : IProfileAnnouncer
{
    public Task ProbeAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        filing.ProbeAsync(cancellationToken);

    public async Task KeepAsync(
        ProfileTwoFactorEnabled enabling,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(enabling);
        await filing.AnnounceAsync(
            AnnouncementNames.Enabled,
            ToMembers(TwoFactorMailKind.ProfileEnabled, enabling.Context),
            notBefore: null,
            cancellationToken
        );
        if (enabling.EnforcedFrom is { } date)
        {
            await PlanAsync(enabling.Context, date, cancellationToken);
        }
    }

    public Task KeepDateAsync(ProfileEnforcementMoved moving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moving);
        return moving.To is { } date
            ? PlanAsync(moving.Context, date, cancellationToken)
            : Task.CompletedTask;
    }

    public Task KeepReminderAsync(MembersReminded reminding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reminding);
        return filing.AnnounceAsync(
            AnnouncementNames.Reminder,
            ToMembers(TwoFactorMailKind.BindingReminder, reminding.Context) with
            {
                RemindedAt = reminding.Context.Time,
            },
            notBefore: null,
            cancellationToken
        );
    }

    // What is due already is left out: the mail about the enabling, or about the new date, has just said it.
    private async Task PlanAsync(
        TwoFactorEventContext context,
        DateTimeOffset date,
        CancellationToken cancellationToken
    )
    {
        foreach (var days in AnnouncementNames.DaysBefore)
        {
            var due = date - TimeSpan.FromDays(days);
            if (due > clock.Earliest)
            {
                await filing.AnnounceAsync(
                    AnnouncementNames.Before(days),
                    ToMembers(TwoFactorMailKind.EnforcementReminder, context) with
                    {
                        DaysBefore = days,
                        Client = null,
                    },
                    due,
                    cancellationToken
                );
            }
        }
    }

    private NotificationPayload ToMembers(TwoFactorMailKind kind, TwoFactorEventContext context) =>
        NotificationPayload.Of(kind, context) with
        {
            ToMembers = true,
            Time = clock.Earliest,
        };
}
