using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Stores.InMemory;

internal sealed class InMemorySecretStore : ISecretStore
{
    // Filed by epoch, so that listing and dropping one epoch never walks through the bindings of all other profiles.
    private readonly Dictionary<
        (TwoFactorScope Scope, string Epoch),
        Dictionary<(string MemberId, string MemberStamp), BindingRecord>
    > _epochs = [];

    private readonly Lock _lock = new();

    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(
                Find(key) is { } record ? BindingRecordCopy.OfStored(record) : null
            );
        }
    }

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        cancellationToken.ThrowIfCancellationRequested();
        var next = BindingRecordCopy.Of(record) with { Version = checked(record.Version + 1) };
        var key = record.Key;
        lock (_lock)
        {
            if ((Find(key)?.Version ?? 0) != record.Version)
            {
                return Task.FromResult(StoreWriteStatus.Conflict);
            }

            if (!_epochs.TryGetValue((key.Scope, key.Epoch), out var members))
            {
                _epochs[(key.Scope, key.Epoch)] = members = [];
            }

            members[(key.MemberId, key.MemberStamp)] = next;
            return Task.FromResult(StoreWriteStatus.Written);
        }
    }

    public async IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        BindingRecord[] records;
        lock (_lock)
        {
            records = _epochs.TryGetValue((scope, epoch), out var members)
                ? [.. members.Values]
                : [];
        }

        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return BindingRecordCopy.OfStored(record);
        }

        await Task.CompletedTask;
    }

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _epochs.Remove((scope, epoch));
        }

        return Task.CompletedTask;
    }

    private BindingRecord? Find(BindingKey key) =>
        _epochs.TryGetValue((key.Scope, key.Epoch), out var members)
            ? members.GetValueOrDefault((key.MemberId, key.MemberStamp))
            : null;
}
