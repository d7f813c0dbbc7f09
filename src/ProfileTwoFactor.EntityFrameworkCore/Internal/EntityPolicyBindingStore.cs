using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityPolicyBindingStore<TContext>(OwnContext<TContext> own)
    : IPolicyBindingStore
    where TContext : DbContext
{
    public bool ReadsFrom(IPolicyStore policies, ISecretStore secrets) =>
        policies is EntityPolicyStore<TContext> && secrets is EntitySecretStore<TContext>;

    public async Task<PolicyAndBinding> FindAsync(
        TwoFactorScope scope,
        BindingKey key,
        CancellationToken cancellationToken
    )
    {
        var policyKey = RowKey.Of(scope);
        var bindingKey = RowKey.Of(key);
        var rows = await own.RunAsync(
            context =>
                // Joined by nothing: both are found by their primary keys, and every provider can do a left join.
                StoredRows
                    .Of<TwoFactorPolicyEntity>(context)
                    .Where(policy => policy.Key == policyKey)
                    .GroupJoin(
                        StoredRows
                            .Of<TwoFactorBindingEntity>(context)
                            .Where(binding => binding.Key == bindingKey),
                        _ => 1,
                        _ => 1,
                        (policy, bindings) => new { policy, bindings }
                    )
                    .SelectMany(
                        found => found.bindings.DefaultIfEmpty(),
                        (found, binding) => new { found.policy, binding }
                    )
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return rows is null
            ? default
            : new(
                PolicyRow.ToRecord(rows.policy, scope),
                rows.binding is null ? null : BindingRow.ToRecord(rows.binding, key)
            );
    }
}
