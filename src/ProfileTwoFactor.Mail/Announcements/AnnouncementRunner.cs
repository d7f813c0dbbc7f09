using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Tells all members, one after the other: send, then note it. A crash in between costs one second copy and nothing else.</summary>
internal sealed class AnnouncementRunner(
    IServiceProvider services,
    RecipientReader recipients,
    NotificationSender sender,
    NotificationQueue queue,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<AnnouncementRunner> logger
)
{
    /// <summary>Somebody who switches off again in the middle is heeded after so many mails.</summary>
    private const int MailsBetweenLooks = 25;

    /// <summary>So many failures one after the other are the mail system's, not the recipients'.</summary>
    private const int MostFailuresInARow = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly NotificationWorkerOptions _options = options.Value;

    public async Task<JobStep> RunAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (await LookAsync(payload, stopping) is { } otherwise)
            {
                return otherwise;
            }

            var (due, waitingUntil) = await recipients.ReadAsync(lease, payload, stopping);
            if (due.Count == 0)
            {
                return waitingUntil is { } until ? JobStep.At(until) : JobStep.Finished;
            }

            if (await SendAsync(lease, payload, due, stopping) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Null while the announced epoch is in force.</summary>
    private async Task<JobStep?> LookAsync(NotificationPayload payload, CancellationToken stopping)
    {
        // Asked for here: a host that chose no store is to hear so from the start-up check, not from the container.
        var policy = await services
            .GetRequiredService<IPolicyStore>()
            .FindAsync(payload.Scope, stopping)
            .WaitAsync(Patience, stopping);
        if (
            policy is { Enabled: true }
            && string.Equals(policy.Epoch, payload.Epoch, StringComparison.Ordinal)
        )
        {
            return null;
        }

        // Not yet, or no longer; the epoch alone doesn't tell which. Waiting costs a look now and then, guessing could cost the mails.
        return time.GetUtcNow() - payload.Time < _options.EnablingGrace
            ? JobStep.Failed
            : JobStep.Finished;
    }

    /// <summary>Null when all of them were tried.</summary>
    private async Task<JobStep?> SendAsync(
        JobLease lease,
        NotificationPayload payload,
        List<AnnouncementRecipient> due,
        CancellationToken stopping
    )
    {
        var (anySent, failures) = (false, 0);
        for (var index = 0; index < due.Count; index++)
        {
            stopping.ThrowIfCancellationRequested();
            if (
                index % MailsBetweenLooks == MailsBetweenLooks - 1
                && await LookAsync(payload, stopping) is { } otherwise
            )
            {
                return otherwise;
            }

            lease.ThrowIfLost();
            var result = await SendAsync(payload, due[index], stopping);
            anySent |= result is SendResult.Sent;
            failures = result is SendResult.Failed ? failures + 1 : 0;
            if (failures == MostFailuresInARow)
            {
                return anySent
                    ? JobStep.At(time.GetUtcNow() + _options.FirstRetry)
                    : JobStep.Failed;
            }
        }

        return null;
    }

    private async Task<SendResult> SendAsync(
        NotificationPayload payload,
        AnnouncementRecipient recipient,
        CancellationToken stopping
    )
    {
        var delivery = recipient.Delivery;
        var result = await sender.SendAsync(
            MailId(delivery),
            payload,
            recipient.Address,
            delivery.Attempts,
            stopping
        );
        await DeliveryWriteRetry.DoAsync(
            () => queue.WriteDeliveryAsync(After(delivery, result)),
            payload.Kind,
            time,
            logger
        );
        return result;
    }

    private NotificationDelivery After(NotificationDelivery delivery, SendResult result)
    {
        var settled = result is SendResult.Sent or SendResult.GivenUp;
        var attempts = result is SendResult.Sent ? delivery.Attempts : delivery.Attempts + 1;
        return delivery with
        {
            Settled = settled,
            Attempts = attempts,
            NotBefore = settled
                ? time.GetUtcNow()
                : time.GetUtcNow() + _options.RetryAfter(attempts),
        };
    }

    private static string MailId(NotificationDelivery delivery) =>
        Convert.ToHexStringLower(KeyHash.Compute(delivery.JobId, delivery.Recipient).AsSpan(0, 16));
}
