using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Audit;

/// <summary>Posts what waits in the spool, one event after the other, and deletes an event only when the receiver has it.</summary>
/// <remarks>Killed between the two, the next process posts the event once more: at least once, with the same id.</remarks>
internal sealed class AuditWebhookWorker(
    AuditSpool spool,
    WebhookPoster poster,
    IOptions<AuditWebhookOptions> options,
    TwoFactorMetrics metrics,
    TimeProvider time,
    ILogger<AuditWebhookWorker> logger
) : QuietBackgroundService
{
    /// <summary>How soon events are found that another process kept, or whose process was killed.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    // Not on the disk: after a restart each event has its first attempt at once.
    private readonly Dictionary<string, RetryPace> _refused = new(StringComparer.Ordinal);
    private RetryPace _receiver;
    private FileStream? _delivery;
    private bool _told;
    private bool _spoolFails;

    public void Wake() => _signal.Writer.TryWrite(true);

    public override void Dispose()
    {
        _delivery?.Dispose();
        base.Dispose();
    }

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var next = await TryRoundAsync(stoppingToken);
                await WaitAsync(next, stoppingToken);
            }
        }
        finally
        {
            _delivery?.Dispose();
            _delivery = null;
        }
    }

    private async Task<DateTimeOffset?> TryRoundAsync(CancellationToken stopping)
    {
        try
        {
            var next = await RoundAsync(stopping);
            _spoolFails = false;
            return next;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (!_spoolFails)
            {
                AuditLog.SpoolFailed(logger, FailureText.Of(exception));
            }

            _spoolFails = true;
            return null;
        }
    }

    /// <returns>When there is something to do again; null if only what comes can tell.</returns>
    private async Task<DateTimeOffset?> RoundAsync(CancellationToken stopping)
    {
        _delivery ??= spool.TryTakeDelivery();
        if (_delivery is null)
        {
            return null;
        }

        DateTimeOffset? next = null;
        var waiting = spool.List();
        Forget(waiting);
        foreach (var spooled in waiting)
        {
            if (_receiver.NotBefore > time.GetUtcNow())
            {
                return _receiver.NotBefore;
            }

            var rest = _refused.GetValueOrDefault(spooled.EventId).NotBefore;
            if (rest > time.GetUtcNow())
            {
                next = next is null || rest < next ? rest : next;
                continue;
            }

            await DeliverAsync(spooled, stopping);
        }

        return _receiver.NotBefore > time.GetUtcNow() ? _receiver.NotBefore : next;
    }

    private async Task DeliverAsync(SpooledEvent spooled, CancellationToken stopping)
    {
        var body = await File.ReadAllBytesAsync(spooled.FilePath, stopping);
        var outcome = await poster.PostAsync(spooled, body, stopping);
        stopping.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        if (outcome.Delivered)
        {
            spool.Remove(spooled);
            metrics.AuditDelivery("delivered");
            _receiver = default;
            _told = false;
            return;
        }

        metrics.AuditDelivery("failed");
        if (!_told)
        {
            _told = true;
            AuditLog.DeliveryFailed(logger, spooled.EventId, outcome.Failure);
        }

        if (now - spooled.HappenedAt >= options.Value.GiveUpAfter)
        {
            spool.Remove(spooled);
            metrics.AuditDelivery("dropped");
            AuditLog.EventDropped(logger, spooled.EventId, outcome.Failure);
        }

        if (outcome.OnlyThisEvent)
        {
            _refused[spooled.EventId] = _refused
                .GetValueOrDefault(spooled.EventId)
                .After(now, options.Value);
        }
        else
        {
            _receiver = _receiver.After(now, options.Value);
        }
    }

    private void Forget(IReadOnlyList<SpooledEvent> waiting)
    {
        if (_refused.Count == 0)
        {
            return;
        }

        var known = waiting.Select(one => one.EventId).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _refused.Keys.Where(id => !known.Contains(id)).ToArray())
        {
            _refused.Remove(gone);
        }
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken stopping)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var until = next - time.GetUtcNow();
        var pause = until is { } known && known < LongestPause ? known : LongestPause;
        var timer = Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, time, source.Token);
        var woken = _signal.Reader.WaitToReadAsync(source.Token).AsTask();
        await Task.WhenAny(woken, timer);
        _signal.Reader.TryRead(out _);
        await source.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }
}
