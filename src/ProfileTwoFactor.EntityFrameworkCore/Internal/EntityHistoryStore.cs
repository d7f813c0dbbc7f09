using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityHistoryStore<TContext>(OwnContext<TContext> own) : IHistoryStore
    where TContext : DbContext
{
    public Task AddAsync(HistoryRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var row = HistoryRow.From(record);
        // A conflict is the same event: what is there stays.
        return CompareAndSwap.WriteAsync(own, row, row.Key, 0, cancellationToken);
    }

    public async Task<IReadOnlyList<HistoryRecord>> ListAsync(
        HistoryQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        var rows = await own.RunAsync(
            context =>
                Filter(Rows(context), query)
                    .OrderByDescending(row => row.TimeUtcTicks)
                    .ThenByDescending(row => row.Key)
                    .Take(query.Limit)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return rows.ConvertAll(row => HistoryRow.ToRecord(row, query.Scope));
    }

    public Task<bool> DeleteAsync(
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var ticks = before.UtcTicks;
        return own.RunAsync(
            async context =>
            {
                // Of a limited number, because one big delete would lock other writes out (SQLite has one writer at a time).
                var last = await Rows(context)
                    .Where(row => row.TimeUtcTicks < ticks)
                    .OrderBy(row => row.TimeUtcTicks)
                    .Select(row => (long?)row.TimeUtcTicks)
                    .Skip(limit - 1)
                    .FirstOrDefaultAsync(cancellationToken);
                await RowStatement.DeleteAsync<TwoFactorHistoryEntity>(
                    context,
                    [
                        RowCondition.UpTo(
                            nameof(TwoFactorHistoryEntity.TimeUtcTicks),
                            last ?? (ticks - 1)
                        ),
                    ],
                    cancellationToken
                );
                return last is not null;
            },
            cancellationToken
        );
    }

    public Task DeleteScopeAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        PagedDelete.RunAsync<TContext, TwoFactorHistoryEntity>(
            own,
            nameof(TwoFactorHistoryEntity.ScopeKey),
            RowKey.Of(scope),
            cancellationToken
        );

    private static IQueryable<TwoFactorHistoryEntity> Rows(TContext context)
    {
        HistoryModelCheck<TContext>.ThrowIfMissing(context);
        return StoredRows.Of<TwoFactorHistoryEntity>(context);
    }

    private static IQueryable<TwoFactorHistoryEntity> Filter(
        IQueryable<TwoFactorHistoryEntity> rows,
        HistoryQuery query
    )
    {
        var scopeKey = RowKey.Of(query.Scope);
        rows = rows.Where(row => row.ScopeKey == scopeKey);
        if (query.Kind is { } kind)
        {
            rows = rows.Where(row => row.Kind == kind);
        }

        if (query.MemberId is { } memberId)
        {
            var person = RowKey.OfPerson(memberId);
            rows = rows.Where(row => row.MemberKey == person || row.ActorKey == person);
        }

        if (query.From is { } from)
        {
            var ticks = from.UtcTicks;
            rows = rows.Where(row => row.TimeUtcTicks >= ticks);
        }

        if (query.Until is { } until)
        {
            var ticks = until.UtcTicks;
            rows = rows.Where(row => row.TimeUtcTicks < ticks);
        }

        if (query.After is { } after)
        {
            var ticks = after.Time.UtcTicks;
            var key = RowKey.OfEvent(query.Scope, after.EventId);
            rows = rows.Where(row =>
                row.TimeUtcTicks < ticks
                || (row.TimeUtcTicks == ticks && string.Compare(row.Key, key) < 0)
            );
        }

        return rows;
    }
}
