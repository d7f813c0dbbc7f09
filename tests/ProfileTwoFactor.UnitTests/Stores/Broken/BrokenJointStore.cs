using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

internal sealed class BrokenJointStore(IPolicyStore policies, ISecretStore secrets, JointFlaw flaw)
    : IPolicyBindingStore
{
    private readonly Dictionary<BindingKey, PolicyAndBinding> _seen = [];

    public bool ReadsFrom(IPolicyStore policyStore, ISecretStore secretStore) =>
        flaw == JointFlaw.TakesAnyStores
        || (ReferenceEquals(policyStore, policies) && ReferenceEquals(secretStore, secrets));

    public async Task<PolicyAndBinding> FindAsync(
        TwoFactorScope scope,
        BindingKey key,
        CancellationToken cancellationToken
    )
    {
        var policy = await policies.FindAsync(scope, cancellationToken);
        var asked =
            flaw == JointFlaw.OwnEpoch && policy is not null
                ? key with
                {
                    Epoch = policy.Epoch,
                }
                : key;
        var binding = await secrets.FindAsync(asked, cancellationToken);
        if (flaw == JointFlaw.InnerJoin && binding is null)
        {
            policy = null;
        }

        if (flaw == JointFlaw.ForgetsTenants && policy is not null)
        {
            policy = policy with { Scope = policy.Scope.InTenant(null) };
        }

        var found = new PolicyAndBinding(policy, binding);
        return flaw == JointFlaw.StaleReads && !_seen.TryAdd(key, found) ? _seen[key] : found;
    }
}
