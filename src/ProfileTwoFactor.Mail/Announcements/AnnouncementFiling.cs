using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Files the mail to all members that two-factor authentication is on.</summary>
/// <remarks>
/// The job is written before the policy and names the epoch that is about to begin, so it means nothing until the policy names it
/// too: a crash after the switch can't lose the mails, and one before it sends none. Nothing depends on the number of members.
/// </remarks>
internal sealed class AnnouncementFiling(NotificationQueue queue, TimeProvider time)
    : IProfileAnnouncer
{
    private const string IdPrefix = "announcement-";

    public static bool IsOne(NotificationJob job) =>
        job.Id.StartsWith(IdPrefix, StringComparison.Ordinal);

    public Task ProbeAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        queue.ProbeAsync(cancellationToken);

    public Task KeepAsync(ProfileTwoFactorEnabled enabling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(enabling);
        var context = enabling.Context;
        var now = time.GetUtcNow();
        return queue.AddAsync(
            IdPrefix + enabling.Epoch,
            new NotificationPayload
            {
                Kind = TwoFactorMailKind.ProfileEnabled,
                ScopeKind = context.Scope.Kind,
                ScopeId = context.Scope.Id,
                ScopeStamp = context.Scope.Stamp,
                ProfileName = context.ProfileName,
                OwnerEmail = context.OwnerEmail,
                Epoch = enabling.Epoch,
                ActorMemberId = context.ActorMemberId,
                ActorAccountName = context.ActorAccountName,
                Time = now,
                Client = context.Client,
                Language = MailLanguage.Current(),
            },
            now,
            cancellationToken
        );
    }
}
