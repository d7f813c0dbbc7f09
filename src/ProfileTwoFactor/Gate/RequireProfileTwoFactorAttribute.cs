using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>Only members of the profile who proved their authenticator for it get in, once its Owner has switched two-factor authentication on.</summary>
/// <remarks>
/// Works on controllers, actions, Razor Page models, minimal APIs, groups, hubs and gRPC services. It is an
/// <see cref="AuthorizeAttribute"/> with a named policy, because the framework refuses such endpoints loudly wherever authorization
/// would not run. The profile id comes from the route.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method,
    AllowMultiple = true,
    Inherited = true
)]
public sealed class RequireProfileTwoFactorAttribute : AuthorizeAttribute, IProfileTwoFactorMetadata
{
    /// <summary>Puts the endpoint behind the gate.</summary>
    public RequireProfileTwoFactorAttribute()
        : base(ProfileTwoFactorDefaults.PolicyName) { }

    /// <inheritdoc/>
    public int MaxAgeSeconds { get; set; }

    /// <inheritdoc/>
    public string? ProfileIdParameter { get; set; }

    /// <summary>Fixed: the gate's policy. For further policies add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Fixed: none. For further schemes add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
