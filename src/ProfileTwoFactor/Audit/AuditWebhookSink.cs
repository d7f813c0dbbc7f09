using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Audit;

/// <summary>Keeps each event on the disk until the receiver has it; <see cref="AuditWebhookWorker"/> delivers.</summary>
internal sealed class AuditWebhookSink(
    AuditSpool spool,
    AuditWebhookWorker worker,
    ILogger<AuditWebhookSink> logger
) : ITwoFactorAuditSink
{
    private volatile bool _told;

    public Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (spool.IsFull)
        {
            // What waits is kept: a flood of events must not push out what happened before it.
            if (!_told)
            {
                _told = true;
                AuditLog.SpoolFull(logger);
            }

            throw new InvalidOperationException(
                "The spool of the audit webhook is full, so the event was not kept. See AuditWebhookOptions.MaxPendingEvents."
            );
        }

        _told = false;
        spool.Add(happened.EventId, happened.Context.Time, AuditJson.Write(happened));
        worker.Wake();
        return Task.CompletedTask;
    }
}
