using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>A shared link decides: public links open for anyone, members-only links demand sign-in, membership and the profile's two-factor authentication.</summary>
/// <remarks>
/// The policy itself demands no signed-in user, so a public link opens for anonymous visitors also under a host's fallback policy.
/// Unknown, revoked and expired links are one and the same 404. Nothing behind the attribute may be stored by any cache.
/// A route that also has the profile parameter must name the link's profile there, in its canonical form, or the answer is 404.
/// Where that parameter has another name than the option's, say so in <see cref="ProfileIdParameter"/>; the host does not start
/// when a link's route has a parameter by which other endpoints are gated and nobody compares it.
/// Not for hubs: their connections would outlive the link. The host does not start with such a hub.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class RequireSharedLinkAttribute : AuthorizeAttribute, ISharedLinkMetadata
{
    /// <summary>Puts the endpoint behind its shared link.</summary>
    public RequireSharedLinkAttribute()
        : base(ProfileTwoFactorDefaults.SharedLinkPolicyName) { }

    /// <inheritdoc/>
    public string TokenParameter { get; set; } = ProfileTwoFactorDefaults.SharedLinkTokenParameter;

    /// <inheritdoc/>
    public string? ProfileIdParameter { get; set; }

    /// <summary>Fixed: the shared link's policy. For further policies add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Fixed: none. For further schemes add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
