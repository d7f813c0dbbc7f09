using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What is demanded of an Owner who acts on members: ownership, an enabled profile and a fresh proof. Finds the member.</summary>
internal sealed class OwnerDemand(FreshProof proof, MemberLookup lookup)
{
    public async Task<TwoFactorResult<PolicyRecord>> DemandAsync(ProfileCall call)
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
        return fresh.Succeeded ? policy : fresh.Error;
    }

    public Task<ProfileMember?> FindAsync(ProfileCall call, string memberId) =>
        lookup.FindAsync(call, memberId);
}
