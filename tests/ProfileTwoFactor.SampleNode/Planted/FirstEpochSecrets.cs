using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>The bindings of <see cref="FirstEpoch"/>.</summary>
internal sealed class FirstEpochSecrets(ISecretStore inner, FirstEpoch first) : ISecretStore
{
    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token) =>
        first.Of(key, await inner.FindAsync(key, token));

    public Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token) =>
        inner.WriteAsync(record, token);

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => inner.ListAsync(scope, epoch, token);

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token) =>
        inner.DeleteEpochAsync(scope, epoch, token);
}
