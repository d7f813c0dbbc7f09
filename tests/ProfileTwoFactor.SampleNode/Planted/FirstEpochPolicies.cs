using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>The policies of <see cref="FirstEpoch"/>.</summary>
internal sealed class FirstEpochPolicies(IPolicyStore inner, FirstEpoch first) : IPolicyStore
{
    public async Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token) =>
        first.Of(await inner.FindAsync(scope, token));

    public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token) =>
        inner.WriteAsync(record, token);
}
