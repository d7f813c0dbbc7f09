using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Changes the values of a profile, by one compare-and-swap of its policy.</summary>
internal sealed class PolicyChange(
    PolicySwitch policySwitch,
    PolicyRules rules,
    PolicyCheck check,
    FreshProof proof,
    ProfileStatusReader status,
    CallEvents events,
    TimeProvider time
)
{
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> ChangeAsync(
        ProfileCall call,
        Func<ProfilePolicyValues, ProfilePolicyValues> change,
        string? version
    )
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Policy is not { Enabled: true } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        var before = PolicyStatus.OwnerValues(policy);
        var proposed = PolicyText.Normalize(change(before));
        if (check.FindMistake(before, proposed) is { } mistake)
        {
            return TwoFactorErrorFactory.InvalidRequest(mistake);
        }

        if (
            version is not null
            && !string.Equals(version, PolicyStatus.VersionOf(before), StringComparison.Ordinal)
        )
        {
            return Outdated();
        }

        if (proposed == before)
        {
            return await status.ReadAsync(call);
        }

        var changed = await policySwitch.TryChangeAsync(
            policy,
            current => current with { Values = WithMarks(current, proposed) },
            current => PolicyStatus.OwnerValues(current) == before
        );
        if (changed is null)
        {
            return Outdated();
        }

        await events.PolicyChangedAsync(call, PolicyText.Changes(before, proposed));
        return await status.ReadAsync(call with { Policy = changed });
    }

    /// <summary>What has ended under the rules of before doesn't begin again, however long the new lifetimes are, and whatever is allowed now.</summary>
    private ProfilePolicyValues WithMarks(PolicyRecord current, ProfilePolicyValues proposed)
    {
        var old = rules.Of(current);
        var (active, verified) = (current.Values?.ActiveAfter, current.Values?.VerifiedAfter);
        var now = time.GetUtcNow();
        return proposed with
        {
            ActiveAfter = Later(active, now - old.WindowLifetime),
            VerifiedAfter = old.AbsoluteLifetime is { } limit
                ? Later(verified, now - limit)
                : verified,
            CodesAfter = EndOf(SupportedAuthenticators.Totp, current.Values?.CodesAfter),
            PasskeysAfter = EndOf(SupportedAuthenticators.Passkey, current.Values?.PasskeysAfter),
        };

        // Of a kind that wasn't allowed until now.
        DateTimeOffset? EndOf(string kind, DateTimeOffset? mark) =>
            old.AllowedAuthenticators.Contains(kind, StringComparer.Ordinal) ? mark : now;
    }

    private static DateTimeOffset Later(DateTimeOffset? mark, DateTimeOffset candidate) =>
        mark > candidate ? mark.Value : candidate;

    private static TwoFactorError Outdated() =>
        TwoFactorErrorFactory.Conflict(
            "The rules were changed by another request. Check the status and start again."
        );
}
