using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Notifies all members of the current epoch, one after the other: send, then store it. A crash in between costs one second copy and nothing else.</summary>
internal sealed class AnnouncementRunner(
    IServiceProvider services,
    RecipientReader recipients,
    NotificationSender sender,
    AnnouncementNotes notes,
    IOptions<NotificationWorkerOptions> options,
    MailClock clock,
    TimeProvider time
)
{
    /// <summary>The number of mails after which a profile that was disabled in the meantime is noticed.</summary>
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
            if (await EpochAsync(payload, stopping) is not { } epoch)
            {
                // Not yet, or no longer; the policy alone doesn't tell which. Waiting costs a look now and then, guessing could cost the mails.
                return clock.Earliest - payload.Time < _options.EnablingGrace
                    ? JobStep.Failed
                    : JobStep.Finished;
            }

            var (due, waitingUntil) = await recipients.ReadAsync(lease, payload, epoch, stopping);
            if (due.Count == 0)
            {
                return waitingUntil is { } until ? JobStep.At(until) : JobStep.Finished;
            }

            if (await SendAsync(lease, payload, epoch, due, began, stopping) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>The current epoch; null while two-factor authentication of the profile is disabled.</summary>
    private async Task<string?> EpochAsync(NotificationPayload payload, CancellationToken stopping)
    {
        // Asked for here: a host that chose no store is to hear so from the start-up check, not from the container.
        var policies = services.GetRequiredService<IPolicyStore>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        var policy = await policies
            .FindAsync(payload.Scope, patience.Token)
            .WaitAsync(Patience, stopping);
        return policy is { Enabled: true } ? policy.Epoch : null;
    }

    /// <summary>Null when all of them were tried, or another epoch is current.</summary>
    private async Task<JobStep?> SendAsync(
        JobLease lease,
        NotificationPayload payload,
        string epoch,
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
                && await EpochAsync(payload, stopping) != epoch
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
            var result = await SendAsync(payload, due[index], stopping);
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
        NotificationPayload payload,
        AnnouncementRecipient recipient,
        CancellationToken stopping
    )
    {
        var delivery = recipient.Delivery;
        var result = await sender.SendAsync(
            MailId(delivery),
            payload,
            recipient.Member,
            new SendAttempts(delivery.Attempts, delivery.Uncertain),
            stopping
        );
        await notes.NoteAsync(delivery, result, payload.Kind);
        return result;
    }

    private static string MailId(NotificationDelivery delivery) =>
        Convert.ToHexStringLower(
            KeyHash.Compute(delivery.JobId, delivery.Recipient, delivery.About).AsSpan(0, 16)
        );
}
