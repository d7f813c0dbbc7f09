using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Notes who was told of an epoch. What is not noted is sent again.</summary>
internal sealed class AnnouncementNotes(
    NotificationQueue queue,
    MailClock clock,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<AnnouncementRunner> logger
)
{
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <exception cref="NoteFailedException">The mail went out, or never will, and that could not be noted.</exception>
    public async Task NoteAsync(
        NotificationDelivery delivery,
        SendResult result,
        TwoFactorMailKind kind
    )
    {
        var after = After(delivery, result);
        try
        {
            await DeliveryWriteRetry.DoAsync(() => WriteAsync(after), kind, time, logger);
        }
        catch (Exception exception) when (after.Settled)
        {
            throw new NoteFailedException(new UnnotedMail(after.Recipient, after.About), exception);
        }
    }

    /// <summary>Notes what could not be noted before. Until that works nothing is sent: its note would get lost like the first one's.</summary>
    public async Task<bool> CatchUpAsync(string jobId, UnnotedMail unnoted)
    {
        try
        {
            var stored = (
                await queue.FindDeliveriesAsync(jobId, [unnoted.Recipient])
            ).SingleOrDefault();
            await WriteAsync(
                new NotificationDelivery
                {
                    JobId = jobId,
                    Recipient = unnoted.Recipient,
                    Version = stored?.Version ?? 0,
                    About = unnoted.About,
                    Settled = true,
                    NotBefore = clock.Latest,
                }
            );
            return true;
        }
        catch (Exception exception)
        {
            MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            return false;
        }
    }

    private async Task WriteAsync(NotificationDelivery delivery)
    {
        if (
            await queue.WriteDeliveryAsync(delivery) == StoreWriteStatus.Conflict
            && (await queue.FindDeliveriesAsync(delivery.JobId, [delivery.Recipient])).All(stored =>
                stored.About != delivery.About || stored.Settled != delivery.Settled
            )
        )
        {
            // Neither ours nor a repetition of ours: to go on would send to the same person again and again.
            throw new InvalidOperationException(
                "The delivery record of a mail conflicts with another one."
            );
        }
    }

    private NotificationDelivery After(NotificationDelivery delivery, SendResult result)
    {
        var settled = result is SendResult.Sent or SendResult.GivenUp;
        var attempts = result is SendResult.Sent ? delivery.Attempts : delivery.Attempts + 1;
        return delivery with
        {
            Settled = settled,
            Attempts = attempts,
            Uncertain = delivery.Uncertain + (result is SendResult.Uncertain ? 1 : 0),
            NotBefore = settled ? clock.Latest : clock.Earliest + _options.RetryAfter(attempts),
        };
    }
}
