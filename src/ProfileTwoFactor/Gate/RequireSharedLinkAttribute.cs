using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>Requires a shared link. Public links are open to anyone. Members-only links require sign-in, membership, and the profile's two-factor authentication.</summary>
/// <remarks>
/// The policy itself requires no signed-in user, so a public link is open to anonymous visitors even if the app has a fallback policy.
/// Unknown, revoked, and expired links return the same 404. Responses of the endpoint are never cached.
/// If the route also has the profile parameter, its value must be the id of the link's profile in canonical form. Otherwise, the response is 404.
/// If that parameter has another name than in the options, set <see cref="ProfileIdParameter"/>. The app doesn't start
/// if the route has a parameter by which other endpoints are gated, and it isn't compared with the link's profile.
/// The attribute isn't for hubs, because their connections would stay open after the link ends. The app doesn't start with such a hub.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class RequireSharedLinkAttribute : AuthorizeAttribute, ISharedLinkMetadata
{
    /// <summary>Requires a shared link for the endpoint.</summary>
    public RequireSharedLinkAttribute()
        : base(ProfileTwoFactorDefaults.SharedLinkPolicyName) { }

    /// <inheritdoc/>
    public string TokenParameter { get; set; } = ProfileTwoFactorDefaults.SharedLinkTokenParameter;

    /// <inheritdoc/>
    public string? ProfileIdParameter { get; set; }

    /// <summary>The shared link's policy. It can't be changed. For additional policies, add a separate <c>[Authorize]</c>.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Always null. For additional schemes, add a separate <c>[Authorize]</c>.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
