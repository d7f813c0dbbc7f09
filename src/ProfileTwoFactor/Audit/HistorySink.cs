using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Audit;

/// <summary>Writes each event to the history, and now and then deletes what is too old there.</summary>
/// <remarks>
/// Not by a background service: it would have no tenant, and with it no database, in apps with one for each. So each database is swept
/// by the events that are written to it.
/// </remarks>
internal sealed class HistorySink(
    IHistoryStore store,
    IOptions<SecurityHistoryOptions> options,
    TimeProvider time,
    ILogger<HistorySink> logger
) : ITwoFactorAuditSink
{
    private const int MostDeleted = 256;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sweptAt = new(
        StringComparer.Ordinal
    );

    public async Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        if (happened is ScopeForgotten)
        {
            // All about this person or profile was just deleted, and must not begin again with this.
            return;
        }

        await store.AddAsync(ToRecord(happened), cancellationToken);
        await SweepAsync(happened.Context.Scope.Tenant, cancellationToken);
    }

    private async Task SweepAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (
            options.Value.Retention == Timeout.InfiniteTimeSpan
            || (_sweptAt.TryGetValue(tenant, out var last) && now - last < SweepInterval)
        )
        {
            return;
        }

        _sweptAt[tenant] = now;
        try
        {
            if (
                await store.DeleteAsync(
                    now - options.Value.Retention,
                    MostDeleted,
                    cancellationToken
                )
            )
            {
                // The next event goes on.
                _sweptAt[tenant] = now - SweepInterval;
            }
        }
        catch (Exception exception)
        {
            // The event itself is stored.
            AuditLog.HistorySweepFailed(logger, FailureText.Of(exception));
        }
    }

    internal static HistoryRecord ToRecord(TwoFactorEvent happened)
    {
        var context = happened.Context;
        var entry = TwoFactorHistoryEntry.From(happened);
        return new HistoryRecord
        {
            Scope = context.Scope,
            EventId = happened.EventId,
            Kind = entry.Kind,
            Time = context.Time,
            MemberId = context.MemberId,
            AccountName = Short(context.AccountName)!,
            ActorMemberId = context.ActorMemberId,
            ActorAccountName = Short(context.ActorAccountName)!,
            Client = Short(context.Client),
            Count = entry.Count,
            Removal = (happened as RemovedByOperator)?.Removal.ToString(),
            Reason = entry.Reason,
        };
    }

    private static string? Short(string? text) =>
        text is { Length: > HistoryRecord.MaxTextLength }
            ? text[..HistoryRecord.MaxTextLength]
            : text;
}
