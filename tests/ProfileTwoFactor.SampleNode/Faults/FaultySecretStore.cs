using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The same for bindings.</summary>
internal sealed class FaultySecretStore(ISecretStore inner, NodeFaults faults) : ISecretStore
{
    public async Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token)
    {
        await faults.MeetAsync("stores", token);
        return await inner.FindAsync(key, token);
    }

    public async Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token)
    {
        await faults.MeetAsync("stores", token);
        var status = await inner.WriteAsync(record, token);
        faults.ThrowIfBroken("answers");
        return status;
    }

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => inner.ListAsync(scope, epoch, token);

    public async Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token)
    {
        await faults.MeetAsync("stores", token);
        await inner.DeleteEpochAsync(scope, epoch, token);
    }
}
