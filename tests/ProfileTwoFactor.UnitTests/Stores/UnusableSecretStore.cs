using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>A store that is registered and answers nothing.</summary>
internal sealed class UnusableSecretStore : ISecretStore
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
