using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that is right but for one thing a store author could get wrong.</summary>
internal sealed class BrokenPolicyStore(Flaw flaw) : IPolicyStore
{
    private readonly InMemoryPolicyStore _store = new();
    private readonly Meeting _meeting = new();
    private readonly Dictionary<TwoFactorScope, PolicyRecord> _firstRead = [];

    public async Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    )
    {
        var found = await _store.FindAsync(Key(scope), cancellationToken);
        if (found is not null)
        {
            found = found with { Scope = scope };
        }

        if (flaw == Flaw.StaleReads && found is not null)
        {
            lock (_firstRead)
            {
                return _firstRead.TryGetValue(scope, out var old) ? old : _firstRead[scope] = found;
            }
        }

        return found;
    }

    public async Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        record = record with { Scope = Key(record.Scope) };
        switch (flaw)
        {
            case Flaw.LastWriteWins:
                var stored = await _store.FindAsync(record.Scope, cancellationToken);
                record = record with { Version = stored?.Version ?? 0 };
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.CheckThenWrite:
                var seen = await _store.FindAsync(record.Scope, cancellationToken);
                if ((seen?.Version ?? 0) != record.Version)
                {
                    return StoreWriteStatus.Conflict;
                }

                await _meeting.ComeAsync();
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.SaysWrittenAlways:
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            default:
                return await _store.WriteAsync(record, cancellationToken);
        }
    }

    private TwoFactorScope Key(TwoFactorScope scope) =>
        flaw == Flaw.FoldsCase && scope.Kind == TwoFactorScopeKind.Profile
            ? TwoFactorScope.Profile(scope.Id.ToUpperInvariant(), scope.Stamp)
            : scope;
}
