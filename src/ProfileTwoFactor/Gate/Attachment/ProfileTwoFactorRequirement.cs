using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>The gate's place in a policy. One instance, so that it is found by reference.</summary>
internal sealed class ProfileTwoFactorRequirement : IAuthorizationRequirement
{
    private ProfileTwoFactorRequirement() { }

    public static ProfileTwoFactorRequirement Instance { get; } = new();

    public override string ToString() =>
        "ProfileTwoFactor: the profile's two-factor authentication";
}
