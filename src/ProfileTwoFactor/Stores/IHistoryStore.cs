namespace ProfileTwoFactor.Stores;

/// <summary>Stores what happened in profiles and accounts, for the people who may read it. Optional: <c>AddSecurityHistory()</c> needs one.</summary>
/// <remarks>
/// A store contains no rules. It must compare ids ordinally, and throw if the result of a write is unknown. Implementations are
/// singletons and must be safe for concurrent use. Records contain names and mail addresses, but no secret.
/// </remarks>
public interface IHistoryStore
{
    /// <summary>Adds a record. A record of the same scope with the same <see cref="HistoryRecord.EventId"/> that is already there stays as it is.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task AddAsync(HistoryRecord record, CancellationToken cancellationToken);

    /// <summary>Lists the records that meet all conditions of the query, newest first. Records of the same time have a fixed order.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<HistoryRecord>> ListAsync(
        HistoryQuery query,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes records of all scopes that are older than a time.</summary>
    /// <param name="before">Records of this time and later stay.</param>
    /// <param name="limit">The number of records after which the call may end, so that it doesn't block other writes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there may be more to delete.</returns>
    Task<bool> DeleteAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes all records of a scope, because the app deleted the person or profile. It can be called again after a crash.</summary>
    /// <param name="scope">The profile or account.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task DeleteScopeAsync(TwoFactorScope scope, CancellationToken cancellationToken);
}
