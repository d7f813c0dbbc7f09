using System.Runtime.CompilerServices;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that is right but for one thing.</summary>
internal sealed class BrokenSecretStore(Flaw flaw) : ISecretStore
{
    private const int PageSize = 256;

    private readonly InMemorySecretStore _store = new();
    private readonly Meeting _meeting = new();
    private readonly Dictionary<BindingKey, BindingRecord> _kept = [];
    private readonly Dictionary<(TwoFactorScope, string), List<BindingRecord>> _listed = [];
    private readonly HashSet<BindingKey> _hidden = [];

    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        var bent = BentKey.Of(key, flaw);
        if (
            _hidden.Contains(bent)
            || await _store.FindAsync(bent, cancellationToken) is not { } found
        )
        {
            return null;
        }

        found = found with { Key = flaw == Flaw.ForgetsTenants ? bent : key };
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
        record = record with { Key = BentKey.Of(record.Key, flaw) };
        var stored = await _store.FindAsync(record.Key, cancellationToken);
        record = BentRecord.Of(record, stored, flaw);
        if (_hidden.Remove(record.Key))
        {
            record = record with
            {
                Version = record.Version == 0 ? stored!.Version : record.Version,
                Active = record.Active ?? stored!.Active,
            };
        }

        switch (flaw)
        {
            case Flaw.LastWriteWins:
                record = record with { Version = stored?.Version ?? 0 };
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.CheckThenWrite when (stored?.Version ?? 0) != record.Version:
                return StoreWriteStatus.Conflict;
            case Flaw.CheckThenWrite:
                await _meeting.ComeAsync();
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.SaysWrittenAlways:
                await _store.WriteAsync(record, cancellationToken);
                return StoreWriteStatus.Written;
            case Flaw.BringsBack when stored is null:
                return await _store.WriteAsync(record with { Version = 0 }, cancellationToken);
            default:
                return await _store.WriteAsync(record, cancellationToken);
        }
    }

    public async IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var records = await ReadAsync(BentKey.Of(scope, flaw), epoch, cancellationToken);
        foreach (var record in records)
        {
            yield return flaw == Flaw.ForgetsTenants
                ? record
                : record with
                {
                    Key = record.Key with { Scope = scope },
                };
        }
    }

    public async Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        var bent = BentKey.Of(scope, flaw);
        switch (flaw)
        {
            case Flaw.LosesDeletes:
                return;
            case Flaw.HidesDeleted:
                _hidden.UnionWith(
                    (await AllAsync(bent, epoch, cancellationToken)).Select(record => record.Key)
                );
                return;
            case Flaw.DeletesOnePage:
                var left = (await AllAsync(bent, epoch, cancellationToken)).Skip(PageSize).ToList();
                await _store.DeleteEpochAsync(bent, epoch, cancellationToken);
                foreach (var record in left)
                {
                    await _store.WriteAsync(record with { Version = 0 }, cancellationToken);
                }

                return;
            case Flaw.DeletesTooMuch:
                await _store.DeleteEpochAsync(bent, epoch + " ", cancellationToken);
                break;
            case Flaw.DeletesElsewhere:
                await _store.DeleteEpochAsync(
                    TwoFactorScope.Account(scope.Id),
                    epoch,
                    cancellationToken
                );
                break;
        }

        await _store.DeleteEpochAsync(bent, epoch, cancellationToken);
    }

    private async Task<List<BindingRecord>> ReadAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        var records = await AllAsync(scope, epoch, cancellationToken);
        switch (flaw)
        {
            case Flaw.ListsOnePage:
                return [.. records.Take(PageSize)];
            case Flaw.ListsTwice:
                return [.. records.Take(PageSize), .. records.Skip(PageSize - 1)];
            case Flaw.ListsWhatWas:
                return _listed.TryGetValue((scope, epoch), out var before)
                    ? before
                    : _listed[(scope, epoch)] = records;
            default:
                return [.. records.Where(record => !_hidden.Contains(record.Key))];
        }
    }

    private async Task<List<BindingRecord>> AllAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        var records = new List<BindingRecord>();
        await foreach (var record in _store.ListAsync(scope, epoch, cancellationToken))
        {
            records.Add(record);
        }

        return records;
    }
}
