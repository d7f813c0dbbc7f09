using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>One reading of the members: who is due, who waits, who was notified.</summary>
/// <param name="jobId">The profile's job.</param>
/// <param name="about">What they are notified of.</param>
/// <param name="pace">The shortest time between two such mails to one member.</param>
internal sealed class RecipientRound(string jobId, string about, TimeSpan pace)
{
    public string JobId { get; } = jobId;

    public Dictionary<string, ProfileMember> Batch { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AnnouncementRecipient> Due { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? WaitingUntil { get; private set; }

    public void Add(ProfileMember member) =>
        Batch[Convert.ToHexStringLower(KeyHash.Compute(member.MemberId, member.Stamp ?? ""))] =
            member;

    public void Sort(
        string recipient,
        ProfileMember member,
        NotificationDelivery? known,
        DateTimeOffset now
    )
    {
        if (known is null)
        {
            Due[recipient] = Of(member, New(recipient, now));
            return;
        }

        var sameTopic = string.Equals(known.About, about, StringComparison.Ordinal);
        if (sameTopic && known.Settled)
        {
            return;
        }

        var notBefore = known switch
        {
            { Settled: true } => known.NotBefore + pace,
            _ when sameTopic => known.NotBefore,
            // Never notified of the earlier one: no distance to keep.
            _ => now,
        };
        if (notBefore > now)
        {
            WaitingUntil = WaitingUntil is { } until && until < notBefore ? until : notBefore;
            return;
        }

        Due[recipient] = Of(
            member,
            sameTopic ? known : New(recipient, now) with { Version = known.Version }
        );
    }

    private static AnnouncementRecipient Of(ProfileMember member, NotificationDelivery delivery) =>
        new(
            new MailRecipient(member.AccountName, member.MemberId, member.Language),
            member.Stamp ?? "",
            delivery
        );

    private NotificationDelivery New(string recipient, DateTimeOffset now) =>
        new()
        {
            JobId = JobId,
            Recipient = recipient,
            About = about,
            Settled = false,
            NotBefore = now,
        };
}
