using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Asks store and cache what a member has proven. Keeps nothing and judges nothing.</summary>
internal sealed class ProofReader(
    PolicyReader policies,
    BindingRepository bindings,
    WindowStore windows,
    EnforcementDates dates,
    NodeClock clock,
    TimeProvider time
)
{
    /// <exception cref="Infrastructure.DependencyUnavailableException">Store or cache can't answer.</exception>
    public async ValueTask<ProofReading> ReadAsync(
        GateCaller caller,
        IReadOnlyList<WindowToken> presented
    )
    {
        // Captured before anything is read: a concurrent change here invalidates what is kept of this, and a change made elsewhere is
        // seen within the lifetime of a decision however long the reading takes.
        var (scope, member) = (caller.Scope, caller.Member);
        var generation = scope.Generation;
        var readAt = time.GetUtcNow().UtcTicks;
        var policy = await policies.FindAsync(scope.Scope);
        if (policy is not { Enabled: true })
        {
            return ProofReading.OfOff(new OffReading(generation, readAt));
        }

        if (policy.Scheduled && !await IsEnforcedAsync(policy))
        {
            return ProofReading.OfOff(new OffReading(generation, readAt, policy.EnforcedFrom));
        }

        var key = new BindingKey(scope.Scope, policy.Epoch, member.MemberId, member.Stamp ?? "");
        if ((await bindings.FindAsync(key))?.Active is not { } active)
        {
            return ProofReading.Of(GateStatus.BindingRequired);
        }

        foreach (var token in presented)
        {
            var window = WindowKey.Create(key, active.BindingId, member.SecurityStamp, token);
            if (await windows.FindAsync(window) is { } open)
            {
                return ProofReading.OfWindow(
                    token,
                    new CachedDecision(
                        generation,
                        readAt,
                        open.VerifiedAt.UtcTicks,
                        open.LastActive.UtcTicks,
                        window
                    )
                );
            }
        }

        return ProofReading.Of(GateStatus.VerificationRequired);
    }

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
