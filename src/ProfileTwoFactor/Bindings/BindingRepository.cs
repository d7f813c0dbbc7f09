using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Bindings;

/// <summary>Reads records and commits decisions by compare-and-swap. Nothing is answered that is not committed.</summary>
internal sealed class BindingRepository(ConfiguredStores stores, Deadline deadline)
{
    /// <summary>
    /// Each lost race means that another outcome was committed, and after at most one success and five failures the rules
    /// refuse without writing; this bound is far above what can happen in a store that works.
    /// </summary>
    private const int MaxAttempts = 64;

    public async ValueTask<BindingRecord?> FindAsync(BindingKey key) =>
        Checked(
            key,
            await deadline.CallAsync(
                DependencyNames.SecretStore,
                (store: stores.Secrets, key),
                static (s, token) => s.store.FindAsync(s.key, token),
                key.Scope.Tenant
            )
        );

    /// <summary>What a store returned for a key, if it makes sense.</summary>
    public BindingRecord? Checked(BindingKey key, BindingRecord? record)
    {
        if (record is not null && (record.Key != key || record.Version < 1 || record.Failures < 0))
        {
            throw deadline.InvalidAnswer(
                DependencyNames.SecretStore,
                "it returned a different record than the requested one"
            );
        }

        return record;
    }

    public Task<StoreWriteStatus> WriteAsync(BindingRecord record) =>
        deadline
            .CallAsync(
                DependencyNames.SecretStore,
                (store: stores.Secrets, record),
                static (s, token) => s.store.WriteAsync(s.record, token),
                record.Key.Scope.Tenant
            )
            .AsTask();

    /// <summary>Read, decide, commit; on a conflict start over with what is there now.</summary>
    /// <param name="key">The record.</param>
    /// <param name="state">What the rule needs.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="read">The record as the same call has read it, which is decided by first. If it changed since, its version conflicts.</param>
    /// <exception cref="DependencyUnavailableException">The store can't answer, or the outcome of the commit is unknown.</exception>
    public async Task<T> CommitAsync<T, TState>(
        BindingKey key,
        TState state,
        Func<BindingRecord?, TState, BindingStep<T>> decide,
        ReadBinding? read = null
    )
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var record =
                attempt == 0 && read is not null && read.Key == key
                    ? read.Record
                    : await FindAsync(key);
            var step = decide(record, state);
            if (step.Commit is null)
            {
                return step.Answer;
            }

            if (await WriteAsync(step.Commit) == StoreWriteStatus.Written)
            {
                return step.Answer;
            }
        }

        throw deadline.InvalidAnswer(
            DependencyNames.SecretStore,
            "a write conflicted with concurrent writes too many times"
        );
    }

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch) =>
        deadline.CallAsync(
            DependencyNames.SecretStore,
            (store: stores.Secrets, scope, epoch),
            static (s, token) => s.store.DeleteEpochAsync(s.scope, s.epoch, token),
            scope.Tenant
        );

    /// <summary>All records of an epoch. Not under one deadline as a whole, since a large profile takes its time; each row is.</summary>
    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) =>
        deadline.EachAsync(
            DependencyNames.SecretStore,
            (store: stores.Secrets, scope, epoch),
            static (s, aborted) => s.store.ListAsync(s.scope, s.epoch, aborted),
            token
        );
}
