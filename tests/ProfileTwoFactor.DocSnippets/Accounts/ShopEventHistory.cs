using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Events;

namespace Shop;

#region EventHistory
internal sealed class ShopEventHistory(IDbContextFactory<AccountDbContext> databases)
    : ITwoFactorEventHistory
{
    public async Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var isAccount = scope.Kind == TwoFactorScopeKind.Account;
        var rows = await database
            .Audit.Where(row => row.IsAccount == isAccount && row.Scope == scope.Id)
            .OrderByDescending(row => row.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new TwoFactorHistoryEntry
        {
            Scope = row.IsAccount
                ? TwoFactorScope.Account(row.Scope)
                : TwoFactorScope.Profile(row.Scope),
            Kind = row.What,
            Time = row.Time,
            Count = row.Count,
            Reason = row.Reason,
        });
    }
}
#endregion
