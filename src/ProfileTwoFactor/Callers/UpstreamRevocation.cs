using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Callers;

/// <summary>Ends what identity providers have proven so far in a profile, where a member or all members have to verify again.</summary>
/// <remarks>
/// For the whole profile, also where one member is asked: the policy has the one place for such a moment. Others whose identity provider has proven
/// them enter a code, or sign in there once more.
/// </remarks>
internal sealed class UpstreamRevocation(
    PolicyReader policies,
    PolicySwitch policySwitch,
    PolicyRules rules,
    TimeProvider time
)
{
    /// <exception cref="Infrastructure.DependencyUnavailableException">The store can't answer.</exception>
    public async Task EndAsync(TwoFactorScope scope)
    {
        if (
            !rules.Added.Contains(AddedRule.UpstreamProof)
            || await policies.FindAsync(scope) is not { Enabled: true } policy
            || rules.Of(policy).UpstreamProof != UpstreamProof.Allow
        )
        {
            return;
        }

        var now = time.GetUtcNow();
        // Null: switched off, or on again, in between. Nothing of before counts then.
        await policySwitch.TryChangeAsync(
            policy,
            current =>
                current with
                {
                    Values = (current.Values ?? new()) with
                    {
                        // Never earlier than another node's clock has put it: what that one ended would begin again.
                        UpstreamAfter =
                            current.Values?.UpstreamAfter is { } mark && mark > now ? mark : now,
                    },
                },
            _ => true
        );
    }
}
