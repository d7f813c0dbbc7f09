using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Announcements;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Takes a job, works on it and writes down how far it came.</summary>
internal sealed class NotificationRunner(
    NotificationQueue queue,
    PersonalRunner personal,
    AnnouncementRunner announcements,
    IOptions<NotificationWorkerOptions> options,
    MailClock clock,
    TimeProvider time,
    ILogger<NotificationRunner> logger
)
{
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <summary>When the job is due again, if this node knows.</summary>
    public async Task<DateTimeOffset?> RunAsync(NotificationJob job, CancellationToken stopping)
    {
        if (!NotificationPayload.TryRead(job.Payload, out var payload))
        {
            // Perhaps a newer version wrote it while the site is being updated.
            await PutOffAsync(job, _options.UnreadablePause);
            MailLog.MailUnreadable(logger);
            return null;
        }

        if (payload.Finished)
        {
            await ForgetAsync(job);
            return null;
        }

        if (payload.Started >= _options.MostStarts)
        {
            await GiveUpAsync(job, payload);
            return null;
        }

        await using var lease = await JobLease.TakeAsync(
            job,
            payload,
            queue,
            _options,
            clock,
            time,
            logger
        );
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

    private Task<StoreWriteStatus> PutOffAsync(NotificationJob job, TimeSpan pause) =>
        queue.WriteAsync(job with { NotBefore = clock.Latest + pause });

    private async Task ForgetAsync(NotificationJob job)
    {
        try
        {
            await queue.DeleteDeliveriesAsync(job.Id);
            await queue.DeleteAsync(job);
        }
        catch (Exception exception)
        {
            await PutOffAsync(job, _options.Remembered);
            MailLog.MailNotDeleted(logger, FailureText.Of(exception));
        }
    }

    /// <summary>A mail to one person is dropped. A mail to many continues later, slowly: most of its recipients may not be notified yet.</summary>
    private async Task GiveUpAsync(NotificationJob job, NotificationPayload payload)
    {
        MailLog.MailStuck(logger, payload.Kind, payload.Started);
        var pause = payload.ToMembers ? _options.UnreadablePause : _options.Remembered;
        await queue.WriteAsync(
            job with
            {
                NotBefore = clock.Latest + pause,
                Payload = (payload with { Started = 0, Finished = !payload.ToMembers }).Write(),
            }
        );
    }

    private async Task<JobStep> WorkAsync(
        JobLease lease,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        TenantWork.Enter(payload.Tenant);
        try
        {
            return payload.ToMembers
                ? await announcements.RunAsync(lease, payload, stopping)
                : await personal.RunAsync(lease.JobId, payload, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Available to the next worker at once, instead of after the lease has expired.
            return JobStep.At(clock.Earliest);
        }
        catch (Exception exception) when (exception is not LeaseLostException)
        {
            MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            return JobStep.Failed;
        }
    }

    private async Task<DateTimeOffset?> SettleAsync(
        JobLease lease,
        NotificationPayload payload,
        JobStep step
    )
    {
        if (step.IsFinished)
        {
            await FinishAsync(lease, payload);
            return null;
        }

        var attempts = step.HasFailed ? payload.Attempts + 1 : 0;
        var next = step.NextAt ?? clock.Earliest + _options.RetryAfter(attempts);
        await lease.ReleaseAsync(
            next,
            payload with
            {
                Attempts = attempts,
                Uncertain = payload.Uncertain + (step.IsDoubtful ? 1 : 0),
                Unnoted = step.Unnoted,
            }
        );
        return next;
    }

    private async Task FinishAsync(JobLease lease, NotificationPayload payload)
    {
        var finished = payload with { Finished = true };
        if (payload.ToMembers)
        {
            // Kept with who was notified when: disabling and enabling again must not notify them again at once.
            await lease.ReleaseAsync(clock.Latest + _options.Remembered, finished);
            return;
        }

        await DeliveryWriteRetry.DoAsync(
            () => payload.Paced ? lease.KeepForPaceAsync(payload) : lease.DeleteAsync(finished),
            payload.Kind,
            time,
            logger
        );
    }
}
