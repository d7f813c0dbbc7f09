using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Stores.InMemory;

internal sealed class InMemoryPolicyStore : IPolicyStore, IPolicyListing
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
            Values = record.Values is { AllowedAuthenticators: { } kinds } values
                ? values with
                {
                    AllowedAuthenticators = Array.AsReadOnly(kinds.ToArray()),
                }
                : record.Values,
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

    public async IAsyncEnumerable<PolicyRecord> ListProfilesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        PolicyRecord[] records;
        lock (_lock)
        {
            records =
            [
                .. _records.Values.Where(record => record.Scope.Kind == TwoFactorScopeKind.Profile),
            ];
        }

        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask;
    }
}
