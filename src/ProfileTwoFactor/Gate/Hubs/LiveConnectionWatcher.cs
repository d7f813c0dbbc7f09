using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Checks every open connection at an interval, and immediately where something changed in this process.</summary>
internal sealed class LiveConnectionWatcher(
    LiveConnectionRegistry connections,
    LiveConnectionCheck check,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<LiveConnectionWatcher> logger
) : QuietBackgroundService
{
    /// <summary>Changes that come faster than this are looked at together: a thousand verifications in a morning are not a thousand rounds.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How soon a connection without a decision is checked again.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>How many connections are checked concurrently, so that a round does not take the host's database from its requests.</summary>
    private const int Parallelism = 32;

    private readonly TimeSpan _interval = options.Value.ConnectionCheckInterval;

    private readonly SemaphoreSlim _rounds = new(1, 1);

    /// <summary>
    /// One round at a time: when it returns, what has to end is cut off or being told so, also where another round found it first.
    /// Visible to tests, which have no time to wait for the interval.
    /// </summary>
    internal async Task RunAsync(List<LiveConnection> round, CancellationToken cancellationToken)
    {
        await _rounds.WaitAsync(cancellationToken);
        try
        {
            var outages = new ProfileOutages();
            await Parallel.ForEachAsync(
                round,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Parallelism,
                    CancellationToken = cancellationToken,
                },
                async (connection, _) => await check.RunAsync(connection, outages)
            );
        }
        finally
        {
            _rounds.Release();
        }
    }

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        var last = time.GetTimestamp();
        var unanswered = false;
        while (true)
        {
            await WaitAsync(Until(last, unanswered), stoppingToken);
            var complete = time.GetElapsedTime(last) >= _interval;
            if (complete)
            {
                last = time.GetTimestamp();
            }

            var round = complete ? connections.TakeAll() : connections.TakeConcerned();
            try
            {
                await RunAsync(round, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The watcher must outlive whatever happens in a round; without it nothing closes.
                ConnectionLog.ConnectionRoundFailed(logger, exception);
            }

            unanswered = round.Exists(connection => connection.UnansweredSince is not null);
            // Real time: it spares the machine, and what changed is looked at while a test's clock stands still.
            await Task.Delay(Pause, stoppingToken);
        }
    }

    private TimeSpan Until(long last, bool unanswered)
    {
        var left = _interval - time.GetElapsedTime(last);
        if (connections.NextDate() is { } date && date - time.GetUtcNow() is var untilDate)
        {
            left = untilDate < left ? untilDate : left;
        }

        return unanswered && left > Retry ? Retry : left;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stoppingToken)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(connections.ChangedAsync(), Task.Delay(wait, time, over.Token));
        // Ends the timer that lost.
        await over.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }
}
