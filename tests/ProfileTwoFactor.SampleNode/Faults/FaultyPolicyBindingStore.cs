using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The same for both in one query, unless something else is around the stores that it reads.</summary>
internal sealed class FaultyPolicyBindingStore(IPolicyBindingStore inner, NodeFaults faults)
    : IPolicyBindingStore
{
    public bool ReadsFrom(IPolicyStore policies, ISecretStore secrets) =>
        policies is FaultyPolicyStore && secrets is FaultySecretStore;

    public async Task<PolicyAndBinding> FindAsync(
        TwoFactorScope scope,
        BindingKey key,
        CancellationToken cancellationToken
    )
    {
        await faults.MeetAsync("stores", cancellationToken);
        return await inner.FindAsync(scope, key, cancellationToken);
    }
}
