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
                // By the keys of a page, and not all in one statement: SQLite has one writer at a time.
                var keys = await Rows(context)
                    .Where(row => row.TimeUtcTicks < ticks)
                    .OrderBy(row => row.TimeUtcTicks)
                    .Select(row => row.Key)
                    .Take(limit)
                    .ToListAsync(cancellationToken);
                foreach (var key in keys)
                {
                    await RowStatement.DeleteAsync<TwoFactorHistoryEntity>(
                        context,
                        [RowCondition.KeyIs(key)],
                        cancellationToken
                    );
                }

                return keys.Count == limit;
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
        if (context.Model.FindEntityType(typeof(TwoFactorHistoryEntity)) is null)
        {
            var name = context.GetType().Name;
            throw new InvalidOperationException(
                $"{name} has no table for the security history of ProfileTwoFactor. Call modelBuilder.AddProfileTwoFactorHistory() in {name}.OnModelCreating, and then add a migration."
            );
        }

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
