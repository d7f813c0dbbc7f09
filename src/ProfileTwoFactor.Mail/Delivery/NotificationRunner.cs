using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Announcements;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Takes a job, works on it and writes down how far it came.</summary>
internal sealed class NotificationRunner(
    NotificationQueue queue,
    NotificationSender sender,
    AnnouncementRunner announcements,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<NotificationRunner> logger
)
{
    private static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <summary>When the job is due again, if this node knows.</summary>
    public async Task<DateTimeOffset?> RunAsync(NotificationJob job, CancellationToken stopping)
    {
        if (!NotificationPayload.TryRead(job.Payload, out var payload))
        {
            // Perhaps a newer version wrote it while the site is being updated.
            MailLog.MailUnreadable(logger);
            await queue.WriteAsync(job with { NotBefore = time.GetUtcNow() + UnreadablePause });
            return null;
        }

        if (payload.Finished)
        {
            await queue.DeleteDeliveriesAsync(job.Id);
            await queue.DeleteAsync(job);
            return null;
        }

        await using var lease = await JobLease.TakeAsync(job, queue, _options, time, logger);
        if (lease is null)
        {
            return null;
        }

        try
        {
            return await SettleAsync(lease, payload, await WorkAsync(lease, payload, stopping));
        }
        catch (LeaseLostException)
        {
            return null;
        }
    }

    private async Task<JobStep> WorkAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        try
        {
            return payload.To is { } to
                ? await SendAsync(lease, payload, to, stopping)
                : await announcements.RunAsync(lease, payload, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // At once for whoever comes next, instead of after the claim has run out.
            return JobStep.At(time.GetUtcNow());
        }
        catch (Exception exception) when (exception is not LeaseLostException)
        {
            MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            return JobStep.Failed;
        }
    }

    private async Task<JobStep> SendAsync(
        JobLease lease,
        NotificationPayload payload,
        string to,
        CancellationToken stopping
    )
    {
        var result = await sender.SendAsync(lease.JobId, payload, to, payload.Attempts, stopping);
        return result is SendResult.Sent or SendResult.GivenUp ? JobStep.Finished : JobStep.Failed;
    }

    private async Task<DateTimeOffset?> SettleAsync(
        JobLease lease,
        NotificationPayload payload,
        JobStep step
    )
    {
        var now = time.GetUtcNow();
        if (step.IsFinished)
        {
            if (payload.Epoch is null)
            {
                await DeliveryWriteRetry.DoAsync(lease.DeleteAsync, payload.Kind, time, logger);
            }
            else
            {
                await lease.ReleaseAsync(
                    now + _options.Remembered,
                    payload with
                    {
                        Finished = true,
                    }
                );
                await queue.DeleteDeliveriesAsync(lease.JobId);
            }

            return null;
        }

        var attempts = step.HasFailed ? payload.Attempts + 1 : 0;
        var next = step.NextAt ?? now + _options.RetryAfter(attempts);
        await lease.ReleaseAsync(next, payload with { Attempts = attempts });
        return next;
    }
}
