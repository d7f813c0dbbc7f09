using ProfileTwoFactor.Bindings;
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

        if (RefuseKinds(policy, proposed, fresh.Value) is { } locked)
        {
            return locked;
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

    /// <summary>The Owner doesn't lose the profile to a rule: what the Owner has just proven stays accepted.</summary>
    private TwoFactorError? RefuseKinds(
        PolicyRecord policy,
        ProfilePolicyValues proposed,
        ProvenBinding proven
    )
    {
        var kinds = AllowedKinds.Of(rules.Of(policy with { Values = proposed }));
        var before = AllowedKinds.Of(rules.Of(policy));
        if ((kinds.Totp, kinds.Passkey) == (before.Totp, before.Passkey))
        {
            return null;
        }

        return
            ProofId.Counts(proven.Binding, proven.ProofId, kinds)
            && proven.Binding.Authenticators.Any(kinds.Usable)
            ? null
            : TwoFactorErrorFactory.KindNotProven(kinds.Passkey);
    }

    /// <remarks>A mark is set only where something could begin again: each one that a clock sets which is ahead refuses what is right.</remarks>
    /// <summary>What has ended under the rules of before doesn't begin again, however long the new lifetimes are, and whatever is allowed now.</summary>
    private ProfilePolicyValues WithMarks(PolicyRecord current, ProfilePolicyValues proposed)
    {
        var old = rules.Of(current);
        var future = rules.Of(current with { Values = proposed });
        var now = time.GetUtcNow();
        return proposed with
        {
            ActiveAfter =
                future.WindowLifetime > old.WindowLifetime
                    ? Later(old.ActiveAfter, now - old.WindowLifetime)
                    : Mark(old.ActiveAfter),
            VerifiedAfter =
                old.AbsoluteLifetime is { } limit
                && !(future.AbsoluteLifetime is { } next && next <= limit)
                    ? Later(old.VerifiedAfter, now - limit)
                    : Mark(old.VerifiedAfter),
            CodesAfter = EndOf(SupportedAuthenticators.Totp, old.CodesAfter),
            PasskeysAfter = EndOf(SupportedAuthenticators.Passkey, old.PasskeysAfter),
        };

        // Only of a kind that is allowed from now on, and wasn't until now.
        DateTimeOffset? EndOf(string kind, long mark) =>
            !Has(old, kind) && Has(future, kind) ? now : Mark(mark);
    }

    private static bool Has(ProfileRules some, string kind) =>
        some.AllowedAuthenticators.Contains(kind, StringComparer.Ordinal);

    /// <remarks>From the rules, which leave out marks that a clock set which was ahead.</remarks>
    private static DateTimeOffset? Mark(long ticks) =>
        ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static DateTimeOffset Later(long mark, DateTimeOffset candidate) =>
        mark > candidate.UtcTicks ? new DateTimeOffset(mark, TimeSpan.Zero) : candidate;

    private static TwoFactorError Outdated() =>
        TwoFactorErrorFactory.Conflict(
            "The rules were changed by another request. Check the status and start again."
        );
}
