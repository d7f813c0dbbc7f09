using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Takes two-factor authentication away from a scope, or a binding from one member, in whatever state they are. Null: done.</summary>
internal sealed class BindingRemoval(
    PolicyReader policies,
    PolicySwitch policySwitch,
    BindingManager bindings,
    ScopeRegistry scopes,
    TimeProvider time
)
{
    /// <summary>Concurrent changes are retried, because the operator wants it disabled regardless of the epoch.</summary>
    public async Task<TwoFactorError?> SwitchOffAsync(TwoFactorScope scope, string operatorId)
    {
        const int attempts = 4;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (await policies.FindAsync(scope) is not { Enabled: true } policy)
            {
                return TwoFactorErrorFactory.NotEnabled();
            }

            var off = new PolicyRecord
            {
                Scope = scope,
                Enabled = false,
                Epoch = RandomId.Create(),
                ChangedAt = time.GetUtcNow(),
                ChangedBy = operatorId,
            };
            if (await policySwitch.TryAsync(policy, off) is not null)
            {
                return null;
            }
        }

        throw new DependencyUnavailableException(
            DependencyNames.PolicyStore,
            "the policy was changed concurrently on every attempt to disable it"
        );
    }

    public async Task<TwoFactorError?> ResetAsync(TwoFactorScope scope, ProfileMember member)
    {
        if (await policies.FindAsync(scope) is not { Enabled: true } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        try
        {
            var key = new BindingKey(scope, policy.Epoch, member.MemberId, member.Stamp ?? "");
            return await bindings.ResetAsync(key) ? null : TwoFactorErrorFactory.NotBound();
        }
        finally
        {
            // A commit whose outcome is unknown may have happened.
            scopes.Invalidate(scope);
        }
    }
}
