namespace ProfileTwoFactor.Stores.InMemory;

internal sealed class InMemoryHistoryStore : IHistoryStore
{
    private static readonly Comparer<HistoryRecord> NewestFirst = Comparer<HistoryRecord>.Create(
        static (one, other) => Compare(one.Time, one.EventId, other.Time, other.EventId)
    );

    private readonly Lock _lock = new();
    private readonly Dictionary<TwoFactorScope, List<HistoryRecord>> _histories = [];

    public Task AddAsync(HistoryRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_histories.TryGetValue(record.Scope, out var history))
            {
                _histories[record.Scope] = history = [];
            }

            var at = history.BinarySearch(record, NewestFirst);
            if (at < 0 && !history.Exists(known => known.EventId == record.EventId))
            {
                history.Insert(~at, record);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HistoryRecord>> ListAsync(
        HistoryQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<HistoryRecord>>(
                _histories.TryGetValue(query.Scope, out var history)
                    ? [.. history.Where(record => Meets(record, query)).Take(query.Limit)]
                    : []
            );
        }
    }

    public Task<bool> DeleteAsync(
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var (scope, history) in _histories.ToArray())
            {
                history.RemoveAll(record => record.Time < before);
                if (history.Count == 0)
                {
                    _histories.Remove(scope);
                }
            }
        }

        return Task.FromResult(false);
    }

    public Task DeleteScopeAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _histories.Remove(scope);
        }

        return Task.CompletedTask;
    }

    private static bool Meets(HistoryRecord record, HistoryQuery query) =>
        (query.Kind is null || record.Kind == query.Kind)
        && (
            query.MemberId is null
            || record.MemberId == query.MemberId
            || record.ActorMemberId == query.MemberId
        )
        && (query.From is null || record.Time >= query.From)
        && (query.Until is null || record.Time < query.Until)
        && (
            query.After is not { } after
            || Compare(record.Time, record.EventId, after.Time, after.EventId) > 0
        );

    private static int Compare(
        DateTimeOffset time,
        string eventId,
        DateTimeOffset otherTime,
        string otherId
    ) =>
        otherTime.CompareTo(time) is not 0 and var byTime
            ? byTime
            : string.CompareOrdinal(otherId, eventId);
}
