using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntitySecretStore<TContext>(OwnContext<TContext> own) : ISecretStore
    where TContext : DbContext
{
    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        var rowKey = RowKey.Of(key);
        var row = await own.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorBindingEntity>(context)
                    .SingleOrDefaultAsync(row => row.Key == rowKey, cancellationToken),
            cancellationToken
        );
        return row is null ? null : BindingRow.ToRecord(row, key);
    }

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        var row = BindingRow.From(record);
        // What couldn't be read back must not replace what can.
        _ = BindingRow.ToRecord(row, record.Key);
        return CompareAndSwap.WriteAsync(own, row, row.Key, record.Version, cancellationToken);
    }

    public async IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var epochKey = RowKey.Of(scope, epoch);
        var last = "";
        // Pages here too: a profile of a million members must not hold a connection while the caller works.
        while (true)
        {
            var after = last;
            var page = await own.RunAsync(
                context =>
                    StoredRows
                        .Of<TwoFactorBindingEntity>(context)
                        .Where(row =>
                            row.EpochKey == epochKey && string.Compare(row.Key, after) > 0
                        )
                        .OrderBy(row => row.Key)
                        .Take(PagedDelete.PageSize)
                        .ToListAsync(cancellationToken),
                cancellationToken
            );
            foreach (var row in page)
            {
                yield return BindingRow.ToRecord(row, scope, epoch);
            }

            if (page.Count < PagedDelete.PageSize)
            {
                yield break;
            }

            last = page[^1].Key;
        }
    }

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) =>
        PagedDelete.RunAsync<TContext, TwoFactorBindingEntity>(
            own,
            nameof(TwoFactorBindingEntity.EpochKey),
            RowKey.Of(scope, epoch),
            cancellationToken
        );
}
