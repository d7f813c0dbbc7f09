using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityPolicyStore<TContext>(OwnContext<TContext> own) : IPolicyStore
    where TContext : DbContext
{
    public async Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    )
    {
        var key = RowKey.Of(scope);
        var row = await own.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorPolicyEntity>(context)
                    .SingleOrDefaultAsync(row => row.Key == key, cancellationToken),
            cancellationToken
        );
        return row is null ? null : PolicyRow.ToRecord(row, scope);
    }

    public Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        var row = PolicyRow.From(record);
        // What couldn't be read back must not replace what can.
        _ = PolicyRow.ToRecord(row, record.Scope);
        return CompareAndSwap.WriteAsync(own, row, row.Key, record.Version, cancellationToken);
    }
}
