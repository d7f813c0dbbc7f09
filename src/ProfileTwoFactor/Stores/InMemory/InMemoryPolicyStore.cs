namespace ProfileTwoFactor.Stores.InMemory;

internal sealed class InMemoryPolicyStore : IPolicyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TwoFactorScope, PolicyRecord> _records = [];

    public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_records.GetValueOrDefault(scope));
        }
    }

    public Task<StoreWriteStatus> WriteAsync(
        PolicyRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
        cancellationToken.ThrowIfCancellationRequested();
        var next = record with
        {
            Version = checked(record.Version + 1),
            // The caller may go on changing its list; a read-only view keeps readers from changing ours.
            RetiredEpochs = Array.AsReadOnly(record.RetiredEpochs.ToArray()),
        };
        lock (_lock)
        {
            if ((_records.GetValueOrDefault(record.Scope)?.Version ?? 0) != record.Version)
            {
                return Task.FromResult(StoreWriteStatus.Conflict);
            }

            _records[record.Scope] = next;
            return Task.FromResult(StoreWriteStatus.Written);
        }
    }
}
