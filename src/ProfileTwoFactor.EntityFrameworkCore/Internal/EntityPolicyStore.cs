using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityPolicyStore<TContext>(OwnContext<TContext> own)
    : IPolicyStore,
        IPolicyListing
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

    public async IAsyncEnumerable<PolicyRecord> ListProfilesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = "";
        const int Profile = (int)TwoFactorScopeKind.Profile;
        // By pages: no connection is held while the caller works.
        while (true)
        {
            var after = last;
            var page = await own.RunAsync(
                context =>
                    StoredRows
                        .Of<TwoFactorPolicyEntity>(context)
                        .Where(row =>
                            row.ScopeKind == Profile && string.Compare(row.Key, after) > 0
                        )
                        .OrderBy(row => row.Key)
                        .Take(PagedDelete.PageSize)
                        .ToListAsync(cancellationToken),
                cancellationToken
            );
            foreach (var row in page)
            {
                yield return PolicyRow.ToRecord(
                    row,
                    TwoFactorScope.Profile(row.ScopeId, row.ScopeStamp)
                );
            }

            if (page.Count < PagedDelete.PageSize)
            {
                yield break;
            }

            last = page[^1].Key;
        }
    }
}
