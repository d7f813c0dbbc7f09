using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Files the mail to all members that two-factor authentication is on.</summary>
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

    public Task KeepAsync(ProfileTwoFactorEnabled enabling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(enabling);
        return filing.AnnounceAsync(
            NotificationPayload.Of(TwoFactorMailKind.ProfileEnabled, enabling.Context) with
            {
                ToMembers = true,
                Time = clock.Earliest,
            },
            cancellationToken
        );
    }
}
