using ProfileTwoFactor.Stores;

namespace Shop;

internal sealed class MySecretStore : ISecretStore
{
    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<StoreWriteStatus> WriteAsync(
        BindingRecord record,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task DeleteEpochAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
