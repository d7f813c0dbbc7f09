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
    ) => ChangeAsync(context, profileId, change, version, named: null);

    /// <param name="context">The request.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="change">The change.</param>
    /// <param name="version">The version that the caller saw, or null.</param>
    /// <param name="named">The rules that the caller named. Null where it isn't known: then those that change are checked.</param>
    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ChangeAsync(
        HttpContext context,
        string profileId,
        Func<ProfilePolicyValues, ProfilePolicyValues> change,
        string? version,
        IReadOnlySet<string>? named
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        return calls.RunAsync(
            "policy",
            context,
            profileId,
            call => policy.ChangeAsync(call, change, version, named)
        );
    }
}
