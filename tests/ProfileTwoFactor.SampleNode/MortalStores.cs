using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The host's store of policies in a process that may die at any write.</summary>
internal sealed class MortalPolicyStore(IPolicyStore inner, Death death) : IPolicyStore
{
    public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
        inner.FindAsync(scope, token);

    public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token) =>
        death.AroundAsync(() => inner.WriteAsync(record, token));
}

/// <summary>The same for bindings.</summary>
internal sealed class MortalSecretStore(ISecretStore inner, Death death) : ISecretStore
{
    public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token) =>
        inner.FindAsync(key, token);

    public Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token) =>
        death.AroundAsync(() => inner.WriteAsync(record, token));

    public IAsyncEnumerable<BindingRecord> ListAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken token
    ) => inner.ListAsync(scope, epoch, token);

    public Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token) =>
        death.AroundAsync(async () =>
        {
            await inner.DeleteEpochAsync(scope, epoch, token);
            return true;
        });
}
