using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Asks store and cache what a member has proven. Keeps nothing and judges nothing.</summary>
internal sealed class ProofReader(
    MemberRecords records,
    WindowStore windows,
    WindowLifetimes lifetimes,
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
        // Asked for at the same time as the store, where two-factor authentication was on when this process last looked: a cookie's window
        // lies at the same place whosever it is.
        var ahead =
            scope.SeenEpoch is not null
            && presented is [{ Carrier: WindowCarrier.Cookie, Text: { } cookie }, ..]
                ? new WindowReading(windows, cookie)
                : null;
        try
        {
            var found = await records.FindAsync(scope, member);
            if (found.Policy is not { Enabled: true } policy)
            {
                return ProofReading.OfOff(new OffReading(generation, readAt));
            }

            if (policy.Scheduled && !await IsEnforcedAsync(policy))
            {
                return ProofReading.OfOff(new OffReading(generation, readAt, policy.EnforcedFrom));
            }

            var key = MemberRecords.KeyOf(scope, policy.Epoch, member);
            if (await records.BindingAsync(found, key) is not { Active: not null } record)
            {
                return ProofReading.Of(GateStatus.BindingRequired, lifetimes.MessageOf(policy));
            }

            var limits = lifetimes.Of(policy);
            for (var i = 0; i < presented.Count; i++)
            {
                var token = presented[i];
                var isAhead = i == 0 && ahead is not null;
                var place =
                    isAhead ? ahead!.Place
                    : token.Carrier == WindowCarrier.Cookie ? WindowPlace.OfCookie(token.Text!)
                    : null;
                // The store says whether it counts, whatever a cache brings back.
                if (WindowList.BindingOf(policy, record, token, place) is not { } bindingId)
                {
                    continue;
                }

                var window = WindowKey.Create(key, bindingId, member.SecurityStamp, token, place);
                var open = isAhead
                    ? await ahead!.FindAsync(window, limits)
                    : await windows.FindAsync(window, limits);
                if (open is { } state)
                {
                    return ProofReading.OfWindow(
                        token,
                        new CachedDecision(
                            generation,
                            readAt,
                            state.VerifiedAt.UtcTicks,
                            state.LastActive.UtcTicks,
                            window,
                            limits
                        )
                    );
                }
            }

            return ProofReading.Of(GateStatus.VerificationRequired, lifetimes.MessageOf(policy));
        }
        finally
        {
            ahead?.Leave();
        }
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
