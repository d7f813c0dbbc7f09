using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that is right but for one thing a store author could get wrong.</summary>
internal sealed class BrokenSecretStore(Flaw flaw) : ISecretStore
{
    private readonly InMemorySecretStore _store = new();
    private readonly Meeting _meeting = new();
    private readonly Dictionary<BindingKey, BindingRecord> _kept = [];

    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        var found = await _store.FindAsync(Fold(key), cancellationToken);
        if (found is null)
        {
            return null;
        }

        found = found with { Key = key };
        if (flaw is Flaw.StaleReads or Flaw.SharesArrays)
        {
            lock (_kept)
            {
                if (
                    _kept.TryGetValue(key, out var kept)
                    && (flaw == Flaw.StaleReads || kept.Version == found.Version)
                )
                {
                    return kept;
                }

                _kept[key] = found;
            }
        }

        return found;
    }

    public async Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        record = record with { Key = Fold(record.Key) };
        var stored = await _store.FindAsync(record.Key, cancellationToken);
        switch (flaw)
        {
            case Flaw.MergesFields:
                record = record with { Pending = record.Pending ?? stored?.Pending };
                return await _store.WriteAsync(record, cancellationToken);
            case Flaw.LastWriteWins:
                record = record with { Version = stored?.Version ?? 0 };
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.CheckThenWrite when (stored?.Version ?? 0) != record.Version:
                return StoreWriteStatus.Conflict;
            case Flaw.CheckThenWrite or Flaw.SaysWrittenAlways:
                await _meeting.ComeAsync();
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            default:
                return await _store.WriteAsync(record, cancellationToken);
        }
    }

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => _store.ListAsync(scope, epoch, cancellationToken);

    public async Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        if (flaw == Flaw.LosesDeletes)
        {
            return;
        }

        await _store.DeleteEpochAsync(scope, epoch, cancellationToken);
        if (flaw == Flaw.DeletesTooMuch)
        {
            await _store.DeleteEpochAsync(scope, epoch + " ", cancellationToken);
        }
    }

    private BindingKey Fold(BindingKey key) =>
        flaw == Flaw.FoldsCase
            ? new BindingKey(key.Scope, key.Epoch, key.MemberId.ToUpperInvariant(), key.MemberStamp)
            : key;
}
