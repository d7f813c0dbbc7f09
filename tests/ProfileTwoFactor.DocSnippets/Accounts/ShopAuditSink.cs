using Microsoft.EntityFrameworkCore;

namespace Shop;

#region AuditSink
internal sealed class ShopAuditSink(IDbContextFactory<AccountDbContext> databases)
    : ITwoFactorAuditSink
{
    public async Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Add(
            new AuditRow
            {
                Time = happened.Context.Time,
                What = happened.GetType().Name,
                Scope = happened.Context.Scope.Id,
                Person = happened.Context.AccountName,
                By = happened.Context.ActorAccountName,
                Reason = (happened as RemovedByOperator)?.Reason,
            }
        );
        await database.SaveChangesAsync(cancellationToken);
    }
}
#endregion
