using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Announcements;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Works on due jobs in the background, on every node; which node has a job is decided in the store.</summary>
internal sealed class NotificationWorker(
    NotificationQueue queue,
    NotificationSignal signal,
    NotificationRunner runner,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<NotificationWorker> logger
) : BackgroundService
{
    private const int LookSize = 32;
    private readonly NotificationWorkerOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DateTimeOffset? _nextKnown;
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await signal.WaitAsync(Pause(), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Values);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            var due = await queue.ListDueAsync(time.GetUtcNow(), LookSize);
            foreach (var job in due.OrderBy(AnnouncementFiling.IsOne))
            {
                stopping.ThrowIfCancellationRequested();
                Start(job, stopping);
            }

            _failing = false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Once for a series: a database that is away, or not created yet, would fill the log.
            if (!_failing)
            {
                MailLog.MailQueueFailed(logger, FailureText.Of(exception));
            }

            _failing = true;
        }
    }

    private void Start(NotificationJob job, CancellationToken stopping)
    {
        // The end of any job wakes the worker, which then takes what is left over here.
        // One place is kept from announcements, which take hours in a large profile, for what a single person must know soon.
        var places = AnnouncementFiling.IsOne(job)
            ? Math.Max(1, _options.ParallelJobs - 1)
            : _options.ParallelJobs;
        if (_running.Count >= places || _running.ContainsKey(job.Id))
        {
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[job.Id] = done.Task;
        _ = Task.Run(() => RunAsync(job, done, stopping), CancellationToken.None);
    }

    private async Task RunAsync(
        NotificationJob job,
        TaskCompletionSource done,
        CancellationToken stopping
    )
    {
        try
        {
            Remember(await runner.RunAsync(job, stopping));
        }
        catch (Exception exception)
        {
            // The claim runs out, and then the job is somebody's again.
            MailLog.MailQueueFailed(logger, FailureText.Of(exception));
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
            done.SetResult();
            signal.Wake();
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
            return until is { } known && known < _options.PollInterval
                ? known
                : _options.PollInterval;
        }
    }
}
