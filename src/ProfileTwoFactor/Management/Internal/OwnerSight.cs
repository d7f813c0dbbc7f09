using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Whether the caller may see who has bound an authenticator: the Owner, and once it is enforced a verified one, as for the list of members.</summary>
internal sealed class OwnerSight(FreshProof proof, EnforcementDates dates)
{
    public async Task<TwoFactorError?> RefuseAsync(ProfileCall call)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Policy is not { Enabled: true } policy || !dates.IsEnforced(policy))
        {
            return null;
        }

        var verified = await proof.DemandVerifiedAsync(call);
        return verified.Succeeded ? null : verified.Error;
    }
}
