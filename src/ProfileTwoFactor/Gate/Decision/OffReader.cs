using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Whether a profile demands no proof at this moment: two-factor authentication is off, or its date has not come yet.</summary>
internal sealed class OffReader(
    PolicyReader policies,
    EnforcementDates dates,
    NodeClock clock,
    TimeProvider time
)
{
    /// <summary>Reads the policy of a scope.</summary>
    /// <returns>The policy in force, or what may be kept of one that isn't.</returns>
    /// <exception cref="Infrastructure.DependencyUnavailableException">The store can't answer.</exception>
    public async ValueTask<(PolicyRecord? Policy, OffReading? Off)> ReadAsync(ScopeState scope)
    {
        // Captured before anything is read: a concurrent change here invalidates what is kept of this.
        var generation = scope.Generation;
        var readAt = time.GetUtcNow().UtcTicks;
        var policy = await policies.FindAsync(scope.Scope);
        return (policy, await FindAsync(policy, generation, readAt));
    }

    /// <param name="policy">What was read.</param>
    /// <param name="generation">The scope's generation before it was read.</param>
    /// <param name="readAt">When the reading began.</param>
    /// <returns>Null: a proof is needed.</returns>
    public async ValueTask<OffReading?> FindAsync(
        PolicyRecord? policy,
        object generation,
        long readAt
    ) =>
        policy is not { Enabled: true } ? new OffReading(generation, readAt)
        : policy.Scheduled && !await IsEnforcedAsync(policy)
            ? new OffReading(generation, readAt, policy.EnforcedFrom)
        : null;

    // Only a clock that agrees with the other nodes' may say "not yet": one that was set back would open the profile again.
    private async ValueTask<bool> IsEnforcedAsync(PolicyRecord policy)
    {
        if (dates.IsEnforced(policy))
        {
            return true;
        }

        await clock.EnsureAgreesAsync(policy.Scope.Tenant);
        return dates.IsEnforced(policy);
    }
}
