using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that is right but for one thing.</summary>
internal sealed class BrokenPolicyStore(Flaw flaw) : IPolicyStore
{
    private const int LongestList = 100;

    private readonly InMemoryPolicyStore _store = new();
    private readonly Meeting _meeting = new();
    private readonly Dictionary<TwoFactorScope, PolicyRecord> _firstRead = [];
    private readonly Dictionary<TwoFactorScope, IReadOnlyList<string>> _shared = [];

    public async Task<PolicyRecord?> FindAsync(
        TwoFactorScope scope,
        CancellationToken cancellationToken
    )
    {
        var key = BentKey.Of(scope, flaw);
        if (await _store.FindAsync(key, cancellationToken) is not { } found)
        {
            return null;
        }

        found = found with { Scope = flaw == Flaw.ForgetsTenants ? key : scope };
        if (flaw == Flaw.SharesLists)
        {
            return found with { RetiredEpochs = _shared[key] };
        }

        if (flaw == Flaw.StaleReads)
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
        record = record with { Scope = BentKey.Of(record.Scope, flaw) };
        var stored = await _store.FindAsync(record.Scope, cancellationToken);
        record = Bend(record, stored);
        if (flaw == Flaw.SharesLists)
        {
            _shared[record.Scope] = record.RetiredEpochs;
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

    private PolicyRecord Bend(PolicyRecord record, PolicyRecord? stored) =>
        flaw switch
        {
            Flaw.RoundsTimes or Flaw.LosesOffsets => record with
            {
                ChangedAt = BentTime.Of(record.ChangedAt, flaw),
            },
            Flaw.MergesLists => record with
            {
                RetiredEpochs = [.. record.RetiredEpochs.Union(stored?.RetiredEpochs ?? [])],
            },
            Flaw.SortsLists => record with
            {
                RetiredEpochs = [.. record.RetiredEpochs.Order(StringComparer.Ordinal)],
            },
            Flaw.CutsLists => record with
            {
                RetiredEpochs = [.. record.RetiredEpochs.Take(LongestList)],
            },
            Flaw.LosesWindowGeneration => record with { WindowGeneration = null },
            Flaw.StaysOff => record with { Enabled = record.Enabled && stored?.Enabled != false },
            Flaw.LosesValues => record with { Values = null },
            Flaw.KeepsValues => record with { Values = record.Values ?? stored?.Values },
            _ => record,
        };
}
