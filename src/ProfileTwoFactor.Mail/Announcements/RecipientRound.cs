using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>One reading of the members: who is due, who waits, who was notified.</summary>
/// <param name="jobId">The profile's job.</param>
/// <param name="epoch">The epoch that they are notified of.</param>
/// <param name="pace">The shortest time between two such mails to one member.</param>
internal sealed class RecipientRound(string jobId, string epoch, TimeSpan pace)
{
    public string JobId { get; } = jobId;

    public Dictionary<string, MailRecipient> Batch { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AnnouncementRecipient> Due { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? WaitingUntil { get; private set; }

    public void Add(ProfileMember member) =>
        Batch[Convert.ToHexStringLower(KeyHash.Compute(member.MemberId, member.Stamp ?? ""))] = new(
            member.AccountName,
            member.MemberId,
            member.Language
        );

    public void Sort(
        string recipient,
        MailRecipient member,
        NotificationDelivery? known,
        DateTimeOffset now
    )
    {
        if (known is null)
        {
            Due[recipient] = new(member, New(recipient, now));
            return;
        }

        var sameEpoch = string.Equals(known.About, epoch, StringComparison.Ordinal);
        if (sameEpoch && known.Settled)
        {
            return;
        }

        var notBefore = known switch
        {
            { Settled: true } => known.NotBefore + pace,
            _ when sameEpoch => known.NotBefore,
            // Never notified of the earlier epoch: no distance to keep.
            _ => now,
        };
        if (notBefore > now)
        {
            WaitingUntil = WaitingUntil is { } until && until < notBefore ? until : notBefore;
            return;
        }

        Due[recipient] = new(
            member,
            sameEpoch ? known : New(recipient, now) with { Version = known.Version }
        );
    }

    private NotificationDelivery New(string recipient, DateTimeOffset now) =>
        new()
        {
            JobId = JobId,
            Recipient = recipient,
            About = epoch,
            Settled = false,
            NotBefore = now,
        };
}
