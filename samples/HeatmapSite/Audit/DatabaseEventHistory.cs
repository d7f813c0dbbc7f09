using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;

namespace HeatmapSite.Audit;

/// <summary>Gives the package's account page what <see cref="DatabaseAuditSink"/> wrote.</summary>
internal sealed class DatabaseEventHistory(IDbContextFactory<HeatmapDbContext> databases)
    : ITwoFactorEventHistory
{
    public async Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // SQLite waits for a lock without looking at the token.
        database.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        var rows = await database
            .SecurityEvents.AsNoTracking()
            .Of(scope)
            .OrderByDescending(row => row.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new TwoFactorHistoryEntry
        {
            Scope = row.IsAccount
                ? TwoFactorScope.Account(row.ScopeId)
                : TwoFactorScope.Profile(row.ScopeId, row.ScopeStamp),
            Kind = row.Kind,
            Time = new DateTimeOffset(row.Ticks, TimeSpan.Zero),
            Count = row.Count,
            Client = row.Client,
            Reason = row.Reason,
        });
    }
}
