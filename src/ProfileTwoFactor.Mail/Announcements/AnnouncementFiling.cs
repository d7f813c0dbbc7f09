using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail.Composing;
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
        var context = enabling.Context;
        return filing.AnnounceAsync(
            new NotificationPayload
            {
                Kind = TwoFactorMailKind.ProfileEnabled,
                ToMembers = true,
                ScopeKind = context.Scope.Kind,
                ScopeId = context.Scope.Id,
                ScopeStamp = context.Scope.Stamp,
                Tenant = context.Scope.Tenant,
                ProfileName = context.ProfileName,
                OwnerEmail = context.OwnerEmail,
                ActorMemberId = context.ActorMemberId,
                ActorAccountName = context.ActorAccountName,
                Time = clock.Earliest,
                Client = context.Client,
                Language = MailLanguage.Current(),
                Origin = context.Origin,
            },
            cancellationToken
        );
    }
}
