using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Notifies all members of the current epoch, one after the other: send, then store it. A crash in between costs one second copy and nothing else.</summary>
internal sealed class AnnouncementRunner(
    TopicReader topics,
    RecipientReader recipients,
    NotificationSender sender,
    AnnouncementNotes notes,
    IOptions<NotificationWorkerOptions> options,
    MailClock clock,
    TimeProvider time
)
{
    /// <summary>The number of mails after which a change of the policy in the meantime is noticed.</summary>
    private const int MailsBetweenLooks = 25;

    /// <summary>So many failures one after the other are the mail system's, not the recipients'.</summary>
    private const int MostFailuresInARow = 3;

    private readonly NotificationWorkerOptions _options = options.Value;

    public async Task<JobStep> RunAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        if (payload.Unnoted is { } unnoted && !await notes.CatchUpAsync(lease.JobId, unnoted))
        {
            return JobStep.NotNoted(unnoted);
        }

        try
        {
            return await TellAsync(lease, payload, stopping);
        }
        catch (NoteFailedException failure)
        {
            return JobStep.NotNoted(failure.Mail);
        }
    }

    private async Task<JobStep> TellAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        var began = time.GetTimestamp();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var reading = await topics.ReadAsync(payload, stopping);
            if (reading.Topic is not { } topic)
            {
                return reading.Otherwise;
            }

            var (due, waitingUntil) = await recipients.ReadAsync(lease, topic, stopping);
            if (due.Count == 0)
            {
                return waitingUntil is { } until ? JobStep.At(until) : JobStep.Finished;
            }

            if (await SendAsync(lease, payload, topic, due, began, stopping) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Null when all of them were tried, or there is something else to say.</summary>
    private async Task<JobStep?> SendAsync(
        JobLease lease,
        NotificationPayload payload,
        AnnouncementTopic topic,
        List<AnnouncementRecipient> due,
        long began,
        CancellationToken stopping
    )
    {
        var (anySent, failures) = (false, 0);
        for (var index = 0; index < due.Count; index++)
        {
            stopping.ThrowIfCancellationRequested();
            if (
                index % MailsBetweenLooks == MailsBetweenLooks - 1
                && (await topics.ReadAsync(payload, stopping)).Topic?.About != topic.About
            )
            {
                return null;
            }

            if (time.GetElapsedTime(began) >= _options.Slice)
            {
                // Due at once, and behind every other profile that is due already.
                return JobStep.At(clock.Earliest);
            }

            lease.ThrowIfLost();
            var result = await SendAsync(topic, due[index], stopping);
            anySent |= result is SendResult.Sent;
            failures = result is SendResult.Failed or SendResult.Uncertain ? failures + 1 : 0;
            if (failures == MostFailuresInARow)
            {
                return anySent ? JobStep.At(clock.Earliest + _options.FirstRetry) : JobStep.Failed;
            }
        }

        return null;
    }

    private async Task<SendResult> SendAsync(
        AnnouncementTopic topic,
        AnnouncementRecipient recipient,
        CancellationToken stopping
    )
    {
        var delivery = recipient.Delivery;
        // Asked at the last moment: the list may be hours old. Who has bound by then is settled without a mail.
        var result =
            topic.WithoutAny is { } kinds
            && await recipients.IsBoundAsync(topic, kinds, recipient, stopping)
                ? SendResult.Sent
                : await sender.SendAsync(
                    MailId(delivery),
                    topic.Payload,
                    recipient.Member,
                    new SendAttempts(delivery.Attempts, delivery.Uncertain),
                    stopping
                );
        await notes.NoteAsync(delivery, result, topic.Payload.Kind);
        return result;
    }

    private static string MailId(NotificationDelivery delivery) =>
        Convert.ToHexStringLower(
            KeyHash.Compute(delivery.JobId, delivery.Recipient, delivery.About).AsSpan(0, 16)
        );
}
