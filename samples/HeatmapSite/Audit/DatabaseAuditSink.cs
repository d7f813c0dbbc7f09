using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;

namespace HeatmapSite.Audit;

/// <summary>Keeps every event in the site's own database, which does not fail without the bindings failing too.</summary>
/// <remarks>A context of its own: whatever the request is in the middle of, and whether it rolls back or not, what happened is written.</remarks>
internal sealed class DatabaseAuditSink(IDbContextFactory<HeatmapDbContext> databases)
    : ITwoFactorAuditSink
{
    public async Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // SQLite waits for a lock without looking at the token.
        database.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        database.Add(ToRow(happened));
        await database.SaveChangesAsync(cancellationToken);
    }

    private static SecurityEvent ToRow(TwoFactorEvent happened)
    {
        var where = happened.Context;
        var removed = happened as RemovedByOperator;
        return new SecurityEvent
        {
            Ticks = where.Time.UtcTicks,
            Kind = happened.GetType().Name,
            IsAccount = where.Scope.Kind == TwoFactorScopeKind.Account,
            ScopeId = where.Scope.Id,
            ScopeStamp = where.Scope.Stamp,
            MemberId = where.MemberId,
            AccountName = where.AccountName,
            ActorId = where.ActorMemberId,
            ActorName = where.ActorAccountName,
            Client = where.Client,
            Count = TwoFactorHistoryEntry.From(happened).Count,
            Removal = removed?.Removal.ToString(),
            Reason = removed?.Reason,
        };
    }
}
