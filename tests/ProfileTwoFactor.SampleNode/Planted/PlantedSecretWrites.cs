using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>Writes something else than it was told, and says that it is written.</summary>
/// <param name="inner">The host's store.</param>
/// <param name="change">What is written, from what was stored and what is to be. Null: nothing.</param>
internal sealed class PlantedSecretWrites(
    ISecretStore inner,
    Func<BindingRecord, BindingRecord, BindingRecord?> change
) : ISecretStore
{
    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token) =>
        inner.FindAsync(key, token);

    public async Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token)
    {
        var before = await inner.FindAsync(record.Key, token) ?? record with { Active = null };
        return change(before, record) is { } changed
            ? await inner.WriteAsync(changed, token)
            : StoreWriteStatus.Written;
    }

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => inner.ListAsync(scope, epoch, token);

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token) =>
        inner.DeleteEpochAsync(scope, epoch, token);
}
