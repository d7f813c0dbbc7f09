using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The moments in a policy up to which windows have ended, so that rules that are laxer than those of before revive none.</summary>
internal sealed class PolicyMarks(
    PolicyRules rules,
    PolicySwitch policySwitch,
    TimeProvider time,
    ILogger<PolicyMarks> logger
)
{
    // What the clocks of nodes may differ, as for windows.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>What has ended under the rules of before doesn't begin again, however long the new lifetimes are, and whatever is allowed now.</summary>
    /// <remarks>Only where something could begin again: each mark that a clock sets which is ahead refuses what is right.</remarks>
    public ProfilePolicyValues Add(PolicyRecord current, ProfilePolicyValues proposed)
    {
        var marked = WithMarksOf(current.Values, proposed);
        var (old, next) = (rules.Of(current), rules.Of(current with { Values = marked }));
        var now = time.GetUtcNow();
        if (next.WindowLifetime > old.WindowLifetime)
        {
            marked = marked with { ActiveAfter = Later(marked.ActiveAfter, old.WindowLifetime) };
        }

        if (
            old.AbsoluteLifetime is { } limit
            && !(next.AbsoluteLifetime is { } future && future <= limit)
        )
        {
            marked = marked with { VerifiedAfter = Later(marked.VerifiedAfter, limit) };
        }

        return marked with
        {
            CodesAfter = EndOf(SupportedAuthenticators.Totp, marked.CodesAfter),
            PasskeysAfter = EndOf(SupportedAuthenticators.Passkey, marked.PasskeysAfter),
            // What was proven while it didn't count doesn't count afterwards.
            UpstreamAfter =
                next.UpstreamProof != old.UpstreamProof
                    ? Later(marked.UpstreamAfter, TimeSpan.Zero)
                    : marked.UpstreamAfter,
        };

        DateTimeOffset Later(DateTimeOffset? mark, TimeSpan lifetime) =>
            mark > now - lifetime ? mark.Value : now - lifetime;

        // Of a kind that wasn't allowed until now.
        DateTimeOffset? EndOf(string kind, DateTimeOffset? mark) =>
            !Allows(old, kind) && Allows(next, kind) ? now : mark;
    }

    /// <summary>The policy under which a window is opened. Marks that a clock far ahead has left would end it at once, until that date.</summary>
    /// <remarks>
    /// They are dropped together with all windows of the profile, which end by their generation, whatever any clock says. So nothing that had ended
    /// begins again. The caller's clock agrees with the store's, because it has judged a code.
    /// </remarks>
    public async Task<PolicyRecord?> WithoutFutureAsync(PolicyRecord? policy)
    {
        if (!AreAhead(policy))
        {
            return policy;
        }

        var next = RandomId.Create();
        var now = time.GetUtcNow();
        var changed = await policySwitch.TryChangeAsync(
            policy!,
            current =>
                AreAhead(current)
                    ? current with
                    {
                        WindowGeneration = next,
                        // Identity providers' proofs end by no generation, so all of them end now.
                        Values = PolicyStatus.OwnerValues(current) with
                        {
                            UpstreamAfter = UpstreamEnd(current.Values, now),
                        },
                    }
                    : current,
            _ => true
        );
        if (string.Equals(changed?.WindowGeneration, next, StringComparison.Ordinal))
        {
            PolicyLog.MarksAhead(logger);
        }

        // Switched off, or on again, in between: the window has ended with its epoch.
        return changed ?? policy;
    }

    /// <summary>Also where only marks of windows were ahead. They count for identity providers' proofs as well, and are dropped.</summary>
    private static DateTimeOffset? UpstreamEnd(ProfilePolicyValues? values, DateTimeOffset now) =>
        values switch
        {
            { UpstreamAfter: { } mark } => mark > now && mark <= now + Skew ? mark : now,
            { UpstreamProof: UpstreamProof.Allow } => now,
            _ => null,
        };

    /// <summary>Whether a clock far ahead has left marks.</summary>
    public bool AreAhead(PolicyRecord? policy)
    {
        var latest = time.GetUtcNow() + Skew;
        return policy?.Values is { } values
            && (
                values.ActiveAfter > latest
                || values.VerifiedAfter > latest
                || values.CodesAfter > latest
                || values.PasskeysAfter > latest
                || values.UpstreamAfter > latest
            );
    }

    private static bool Allows(ProfileRules rules, string kind) =>
        rules.AllowedAuthenticators.Contains(kind, StringComparer.Ordinal);

    private static ProfilePolicyValues WithMarksOf(
        ProfilePolicyValues? marked,
        ProfilePolicyValues values
    ) =>
        values with
        {
            ActiveAfter = marked?.ActiveAfter,
            VerifiedAfter = marked?.VerifiedAfter,
            CodesAfter = marked?.CodesAfter,
            PasskeysAfter = marked?.PasskeysAfter,
            UpstreamAfter = marked?.UpstreamAfter,
        };
}
