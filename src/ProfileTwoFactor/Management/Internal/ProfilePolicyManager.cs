using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about the rules of a profile.</summary>
internal sealed class ProfilePolicyManager(ProfileCallRunner calls, PolicyChange policy)
    : IProfilePolicyManager
{
    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ChangeAsync(
        HttpContext context,
        string profileId,
        Func<ProfilePolicyValues, ProfilePolicyValues> change,
        string? version = null
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        return calls.RunAsync(
            "policy",
            context,
            profileId,
            call => policy.ChangeAsync(call, change, version)
        );
    }
}
