using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>One node's lease of a job: a time in the job before which no other node takes it. Renewed while the work continues, ended at the first lost write.</summary>
internal sealed class JobLease : IAsyncDisposable
{
    /// <summary>As many as those who file newer facts have.</summary>
    private const int MostPaceAttempts = 8;

    private readonly NotificationQueue _queue;
    private readonly NotificationWorkerOptions _options;
    private readonly MailClock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private NotificationJob _job;
    private Task _renewing = Task.CompletedTask;
    private bool _lost;

    private JobLease(
        NotificationJob job,
        NotificationQueue queue,
        NotificationWorkerOptions options,
        MailClock clock,
        TimeProvider time,
        ILogger logger
    )
    {
        _job = job;
        _clock = clock;
        _queue = queue;
        _options = options;
        _time = time;
        _logger = logger;
    }

    public string JobId => _job.Id;

    /// <summary>Null when another node was faster.</summary>
    public static async Task<JobLease?> TakeAsync(
        NotificationJob job,
        NotificationPayload payload,
        NotificationQueue queue,
        NotificationWorkerOptions options,
        MailClock clock,
        TimeProvider time,
        ILogger logger
    )
    {
        await clock.ReadAsync(CancellationToken.None);
        var lease = new JobLease(job, queue, options, clock, time, logger);
        // Counted before anything is sent: a store that accepts the lease and then nothing else must not cause the mail to be sent again and again.
        var taken = job with
        {
            NotBefore = clock.Latest + options.Lease,
            Payload = (payload with { Started = payload.Started + 1 }).Write(),
        };
        if (!await lease.WriteAsync(taken))
        {
            await lease.DisposeAsync();
            return null;
        }

        lease._renewing = lease.RenewAsync();
        return lease;
    }

    /// <summary>Asked before each mail. A process that was paused finds out here that its time is over.</summary>
    /// <exception cref="LeaseLostException">Another node may be processing the job.</exception>
    public void ThrowIfLost()
    {
        if (_lost || _clock.Latest >= _job.NotBefore)
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>Ends the claim and leaves the job for later.</summary>
    public async Task ReleaseAsync(DateTimeOffset notBefore, NotificationPayload payload)
    {
        await StopRenewingAsync();
        ThrowIfLost();
        await WriteAsync(
            _job with
            {
                NotBefore = notBefore,
                Payload = (payload with { Started = 0 }).Write(),
            }
        );
    }

    /// <summary>Ends the claim of a notice that went out, and lets no other of its id go out before the pace allows it.</summary>
    public async Task KeepForPaceAsync(NotificationPayload payload)
    {
        await StopRenewingAsync();
        var until = _clock.Latest + _options.Pace;
        await WriteAsync(
            _job with
            {
                NotBefore = until,
                Payload = (payload with { Finished = true, Started = 0 }).Write(),
            }
        );
        // Newer facts came while this mail was on its way; they wait like any other. Still newer ones may come in between.
        for (
            var attempt = 0;
            attempt < MostPaceAttempts
                && _lost
                && await _queue.FindAsync(JobId) is { } newer
                && NotificationPayload.TryRead(newer.Payload, out var waiting)
                && newer.NotBefore < until;
            attempt++
        )
        {
            await _queue.WriteAsync(
                newer with
                {
                    NotBefore = until,
                    Payload = (waiting with { Started = 0 }).Write(),
                }
            );
        }
    }

    /// <summary>Ends the claim and the job.</summary>
    public async Task DeleteAsync(NotificationPayload finished)
    {
        await StopRenewingAsync();
        try
        {
            await _queue.DeleteAsync(_job);
        }
        catch (Exception exception)
        {
            // There are databases on which a delete fails for good and a write does not.
            MailLog.MailNotDeleted(_logger, FailureText.Of(exception));
            await WriteAsync(
                _job with
                {
                    NotBefore = _clock.Latest + _options.Remembered,
                    Payload = (finished with { Started = 0 }).Write(),
                }
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        _ended.Dispose();
        _writing.Dispose();
    }

    private async Task StopRenewingAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
    }

    private async Task RenewAsync()
    {
        try
        {
            while (!_lost)
            {
                await Task.Delay(_options.Lease / 3, _time, _ended.Token);
                if (_clock.Latest >= _job.NotBefore)
                {
                    // Already expired, and perhaps leased by another node: a write now would take the job away from it.
                    _lost = true;
                    return;
                }

                try
                {
                    await WriteAsync(_job with { NotBefore = _clock.Latest + _options.Lease });
                }
                catch (Exception exception)
                {
                    // The claim still has two thirds of its time, and the next attempt may succeed.
                    MailLog.MailQueueFailed(_logger, FailureText.Of(exception));
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    private async Task<bool> WriteAsync(NotificationJob next)
    {
        await _writing.WaitAsync();
        try
        {
            if (
                await _queue.WriteAsync(next with { Version = _job.Version })
                != StoreWriteStatus.Written
            )
            {
                _lost = true;
                return false;
            }

            _job = next with { Version = _job.Version + 1 };
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }
}
