using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Benchmarks.Counting;

internal sealed class CountingSecretStore(ISecretStore inner, OperationCounts counts) : ISecretStore
{
    public ISecretStore Inner => inner;

    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        counts.StoreRead();
        return inner.FindAsync(key, cancellationToken);
    }

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    )
    {
        counts.StoreWrite();
        return inner.WriteAsync(record, cancellationToken);
    }

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        counts.StoreRead();
        return inner.ListAsync(scope, epoch, cancellationToken);
    }

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        counts.StoreWrite();
        return inner.DeleteEpochAsync(scope, epoch, cancellationToken);
    }
}
