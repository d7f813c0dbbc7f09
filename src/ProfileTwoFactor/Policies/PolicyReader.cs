using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Policies;

/// <summary>Reads policies, checks what the store says, and sends ended epochs to the sweeper.</summary>
internal sealed class PolicyReader(
    ConfiguredStores stores,
    Deadline deadline,
    RetiredEpochQueue retired
)
{
    public async ValueTask<PolicyRecord?> FindAsync(TwoFactorScope scope) =>
        Checked(
            scope,
            await deadline.CallAsync(
                DependencyNames.PolicyStore,
                (store: stores.Policies, scope),
                static (s, token) => s.store.FindAsync(s.scope, token),
                scope.Tenant
            )
        );

    /// <summary>What a store returned for a scope, if it makes sense.</summary>
    public PolicyRecord? Checked(TwoFactorScope scope, PolicyRecord? policy)
    {
        if (policy is null)
        {
            return null;
        }

        if (
            policy.Scope != scope
            || policy.Version < 1
            || (policy.Enabled && string.IsNullOrEmpty(policy.Epoch))
        )
        {
            throw deadline.InvalidAnswer(
                DependencyNames.PolicyStore,
                "it returned a different policy than the requested one"
            );
        }

        if (policy.RetiredEpochs.Count > 0)
        {
            retired.Enqueue(scope);
        }

        return policy;
    }

    /// <exception cref="DependencyUnavailableException">The outcome is unknown or the store refused.</exception>
    public Task<StoreWriteStatus> WriteAsync(PolicyRecord record) =>
        deadline
            .CallAsync(
                DependencyNames.PolicyStore,
                (store: stores.Policies, record),
                static (s, token) => s.store.WriteAsync(s.record, token),
                record.Scope.Tenant
            )
            .AsTask();
}
