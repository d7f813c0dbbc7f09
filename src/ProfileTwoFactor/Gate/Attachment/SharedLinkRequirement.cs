using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>The shared link's place in a policy. One instance, so that it is found by reference.</summary>
internal sealed class SharedLinkRequirement : IAuthorizationRequirement
{
    private SharedLinkRequirement() { }

    public static SharedLinkRequirement Instance { get; } = new();

    public override string ToString() => "ProfileTwoFactor: the shared link";
}
