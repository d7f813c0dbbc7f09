using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Changes the values of a profile, by one compare-and-swap of its policy.</summary>
internal sealed class PolicyChange(
    PolicySwitch policySwitch,
    PolicyCheck check,
    EnrollmentDemand enrollment,
    FreshProof proof,
    ProfileStatusReader status,
    CallEvents events,
    PolicyMarks marks
)
{
    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> ChangeAsync(
        ProfileCall call,
        Func<ProfilePolicyValues, ProfilePolicyValues> change,
        string? version,
        IReadOnlySet<string>? named
    )
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Policy is not { } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var before = PolicyStatus.OwnerValues(policy);
        ProvenBinding? proven = null;
        if (policy.Enabled)
        {
            var fresh = await proof.DemandFreshAsync(call);
            if (!fresh.Succeeded)
            {
                return fresh.Error;
            }

            proven = fresh.Value;
        }
        else if (
            !enrollment.IsStuck(call)
            || !OnlyDropsProof(before, PolicyText.Normalize(change(before)))
        )
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var proposed = PolicyText.Normalize(change(before));
        if (check.FindMistake(before, proposed, named) is { } mistake)
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

        if (proven is not null && RefuseKinds(call, policy, proposed, proven) is { } locked)
        {
            return locked;
        }

        var changed = await policySwitch.TryChangeAsync(
            policy,
            current => current with { Values = marks.Add(current, proposed) },
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
        ProfileCall call,
        PolicyRecord policy,
        ProfilePolicyValues proposed,
        ProvenBinding proven
    )
    {
        var kinds = enrollment.KindsOf(call with { Policy = policy with { Values = proposed } });
        var before = enrollment.KindsOf(call);
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

    /// <summary>Where the Owner could give no proof, the rule protects nothing any more: it only keeps the profile from being enabled.</summary>
    private static bool OnlyDropsProof(ProfilePolicyValues before, ProfilePolicyValues proposed) =>
        proposed.EnrollmentProof != EnrollmentProof.Required
        && proposed == before with { EnrollmentProof = proposed.EnrollmentProof };

    private static TwoFactorError Outdated() =>
        TwoFactorErrorFactory.Conflict(
            "The rules were changed by another request. Check the status and start again."
        );
}
