using System.Security.Claims;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Asks store and cache what a member has proven. Keeps nothing and judges nothing.</summary>
internal sealed class ProofReader(
    MemberRecords records,
    WindowStore windows,
    WindowLifetimes lifetimes,
    OffReader offs,
    UpstreamProofReader upstream,
    TimeProvider time
)
{
    /// <param name="caller">Whom it is about.</param>
    /// <param name="presented">What the caller presents for windows.</param>
    /// <param name="user">The caller, where a proof of an identity provider may count; otherwise null.</param>
    /// <exception cref="Infrastructure.DependencyUnavailableException">Store or cache can't answer.</exception>
    public async ValueTask<ProofReading> ReadAsync(
        GateCaller caller,
        IReadOnlyList<WindowToken> presented,
        ClaimsPrincipal? user
    )
    {
        // Captured before anything is read: a concurrent change here invalidates what is kept of this, and a change made elsewhere is
        // seen within the lifetime of a decision however long the reading takes.
        var (scope, member) = (caller.Scope, caller.Member);
        var generation = scope.Generation;
        var readAt = time.GetUtcNow().UtcTicks;
        // Asked for at the same time as the store, where two-factor authentication was on when this process last looked: a cookie's window
        // lies at the same place whosever it is.
        WindowReading? ahead =
            scope.SeenEpoch is not null
            && presented is [{ Carrier: WindowCarrier.Cookie, Text: { } cookie }, ..]
                ? WindowReading.Begin(windows, cookie)
                : null;
        var unused = ahead;
        try
        {
            var found = await records.FindAsync(scope, member.MemberId, member.Stamp);
            if (await offs.FindAsync(found.Policy, generation, readAt) is { } off)
            {
                return ProofReading.OfOff(off);
            }

            var policy = found.Policy!;

            var key = MemberRecords.KeyOf(scope, policy.Epoch, member.MemberId, member.Stamp);
            var limits = lifetimes.Of(policy);
            if (
                await records.BindingAsync(found, key) is not { Active: { } active } record
                || !limits.Kinds.Bound(active)
            )
            {
                return ProofReading.Of(GateStatus.BindingRequired, lifetimes.MessageOf(policy));
            }

            for (var i = 0; i < presented.Count; i++)
            {
                var token = presented[i];
                var isAhead = i == 0 && ahead is not null;
                var known = isAhead ? ahead!.Value.Place : null;
                // The store says whether it counts, whatever a cache brings back.
                if (
                    WindowCandidates.Of(
                        policy,
                        record,
                        limits.Kinds,
                        member.SecurityStamp,
                        token,
                        known
                    )
                    is not { } candidates
                )
                {
                    continue;
                }

                unused = isAhead ? null : unused;
                var open = isAhead
                    ? await ahead!.Value.FindAsync(candidates, limits)
                    : await windows.FindAsync(candidates, limits);
                if (open is not { } state)
                {
                    continue;
                }

                // A backup code where only passkeys are accepted: a member who lost theirs binds a new one, and gets nothing else before.
                if (!ProofId.IsRecovery(active, state.ProofId))
                {
                    return ProofReading.OfWindow(
                        token,
                        new CachedDecision(
                            generation,
                            readAt,
                            state.VerifiedAt.UtcTicks,
                            state.LastActive.UtcTicks,
                            state.Key,
                            limits
                        )
                        {
                            Method = ProofId.MethodOf(active, state.ProofId),
                        }
                    );
                }

                if (windows.IsRecovering(state))
                {
                    return ProofReading.Of(GateStatus.BindingRequired, lifetimes.MessageOf(policy));
                }
            }

            return user is not null && await upstream.FindAsync(user, policy, active) is var (at, _)
                ? ProofReading.OfUpstream(
                    new CachedDecision(
                        generation,
                        readAt,
                        at.UtcTicks,
                        at.UtcTicks,
                        // It hangs on no window, and is kept by no one.
                        window: null!,
                        limits
                    )
                )
                : ProofReading.Of(GateStatus.VerificationRequired, lifetimes.MessageOf(policy));
        }
        finally
        {
            unused?.Leave();
        }
    }
}
