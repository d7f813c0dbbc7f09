using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>Counts every call that reaches the store.</summary>
internal sealed class CountingSecretStore(ISecretStore inner) : ISecretStore
{
    private int _calls;

    public int Calls => _calls;

    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return inner.FindAsync(key, cancellationToken);
    }

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref _calls);
        return inner.WriteAsync(record, cancellationToken);
    }

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => inner.ListAsync(scope, epoch, cancellationToken);

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => inner.DeleteEpochAsync(scope, epoch, cancellationToken);
}
