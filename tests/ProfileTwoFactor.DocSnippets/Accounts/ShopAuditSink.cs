using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Events;

namespace Shop;

#region AuditSink
internal sealed class ShopAuditSink(IDbContextFactory<AccountDbContext> databases)
    : ITwoFactorAuditSink
{
    public async Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entry = TwoFactorHistoryEntry.From(happened);
        database.Add(
            new AuditRow
            {
                Time = entry.Time,
                What = entry.Kind,
                IsAccount = entry.Scope.Kind == TwoFactorScopeKind.Account,
                Scope = entry.Scope.Id,
                Person = happened.Context.AccountName,
                By = happened.Context.ActorAccountName,
                Count = entry.Count,
                Reason = entry.Reason,
            }
        );
        await database.SaveChangesAsync(cancellationToken);
    }
}
#endregion
