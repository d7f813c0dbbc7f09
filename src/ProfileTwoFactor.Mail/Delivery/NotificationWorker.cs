using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Works on due jobs in the background, on every node; which node has a job is decided in the store.</summary>
/// <remarks>Each queue has separate places. Mails to many take hours in a large profile and hang with the mail server; a mail to one person never waits for one of their places.</remarks>
internal sealed class NotificationWorker(
    NotificationQueue queue,
    NotificationSignal signal,
    NotificationRunner runner,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<NotificationWorker> logger
) : QuietBackgroundService
{
    private const int LookSize = 32;
    private readonly NotificationWorkerOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly WorkerLane[] _lanes =
    [
        new(
            NotificationLane.Personal,
            options.Value.PersonalPlaces,
            Math.Max(1, Math.Min(options.Value.PlacesOfAGroup, options.Value.PersonalPlaces - 1))
        ),
        new(NotificationLane.Announcement, options.Value.AnnouncementPlaces, 1),
    ];
    private DateTimeOffset? _nextKnown;
    private TimeSpan _interval = options.Value.PollInterval;
    private bool _failing;
    private int _jobsFail;

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var found = await LookAsync(stoppingToken);
                var woken = await signal.WaitAsync(Pause(), time, stoppingToken);
                _interval = found || woken ? _options.PollInterval : Longer(_interval);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_lanes.SelectMany(lane => lane.Running));
        }
    }

    /// <returns>Whether there is work, or it isn't known.</returns>
    private async Task<bool> LookAsync(CancellationToken stopping)
    {
        try
        {
            var found = false;
            foreach (var lane in _lanes)
            {
                found |= await LookAsync(lane, stopping);
            }

            _failing = false;
            return found;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Once for a series: a database that is away, or not created yet, would fill the log.
            if (!_failing)
            {
                MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            }

            _failing = true;
            return true;
        }
    }

    /// <summary>The end of any job wakes the worker, which then takes what is left over here.</summary>
    private async Task<bool> LookAsync(WorkerLane lane, CancellationToken stopping)
    {
        var found = false;
        bool another;
        do
        {
            stopping.ThrowIfCancellationRequested();
            if (!lane.HasPlace)
            {
                return true;
            }

            // Jobs that rest here are still due, and must not fill the list.
            var size = LookSize + lane.Resting;
            var due = await queue.ListDueAsync(lane.Lane, size, lane.FullGroups());
            found |= due.Count > 0;
            var now = time.GetUtcNow();
            var started = due.Count(job =>
                lane.TryBegin(job, now) is { } end && Start(lane, job, end, stopping)
            );
            // A list that is full of one group's jobs may hide those of others, which show once that group has its share.
            another = started > 0 && due.Count == size;
        } while (another);

        return found;
    }

    private bool Start(WorkerLane lane, NotificationJob job, Action end, CancellationToken stopping)
    {
        _ = Task.Run(() => RunAsync(lane, job, end, stopping), CancellationToken.None);
        return true;
    }

    private async Task RunAsync(
        WorkerLane lane,
        NotificationJob job,
        Action end,
        CancellationToken stopping
    )
    {
        var worked = await TryRunAsync(lane, job, stopping);
        end();
        if (worked)
        {
            signal.Wake();
        }
    }

    private async Task<bool> TryRunAsync(
        WorkerLane lane,
        NotificationJob job,
        CancellationToken stopping
    )
    {
        try
        {
            Remember(await runner.RunAsync(job, stopping));
            lane.Worked(job);
            Volatile.Write(ref _jobsFail, 0);
            return true;
        }
        catch (Exception exception)
        {
            // The lease expires, and then a worker takes the job again. If it could not even be leased, it is due as before: taken at
            // once, it would be taken again and again. So it rests, and the worker is not woken but looks again at its usual pace.
            lane.Rest(job, time.GetUtcNow(), _options.RetryAfter);
            // Several jobs fail at the same moment.
            if (Interlocked.Exchange(ref _jobsFail, 1) == 0)
            {
                MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            }

            return false;
        }
    }

    /// <summary>A retry that this node knows of is not left to the next regular look.</summary>
    private void Remember(DateTimeOffset? next)
    {
        lock (_lock)
        {
            _nextKnown = next < _nextKnown || _nextKnown is null ? next ?? _nextKnown : _nextKnown;
        }
    }

    private TimeSpan Pause()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_nextKnown <= now)
            {
                _nextKnown = null;
            }

            var until = _nextKnown - now;
            return until is { } known && known < _interval ? known : _interval;
        }
    }

    private TimeSpan Longer(TimeSpan interval) =>
        interval * 2 < _options.QuietInterval ? interval * 2 : _options.QuietInterval;
}
