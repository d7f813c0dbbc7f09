using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>Admits only members of the profile, and, if its Owner has enabled two-factor authentication, only members who verified their authenticator for the profile.</summary>
/// <remarks>
/// It works on controllers, actions, Razor Page models, minimal APIs, groups, hubs, and gRPC services. It is an
/// <see cref="AuthorizeAttribute"/> with a named policy, because ASP.NET Core throws for such endpoints if authorization
/// doesn't run. The profile id comes from the route.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method,
    AllowMultiple = true,
    Inherited = true
)]
public sealed class RequireProfileTwoFactorAttribute : AuthorizeAttribute, IProfileTwoFactorMetadata
{
    /// <summary>Gates the endpoint.</summary>
    public RequireProfileTwoFactorAttribute()
        : base(ProfileTwoFactorDefaults.PolicyName) { }

    /// <inheritdoc/>
    public int MaxAgeSeconds { get; set; }

    /// <inheritdoc/>
    public string? ProfileIdParameter { get; set; }

    /// <inheritdoc/>
    public bool OwnProofOnly { get; set; }

    /// <summary>The gate's policy. It can't be changed. For additional policies, add a separate <c>[Authorize]</c>.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Always null. For additional schemes, add a separate <c>[Authorize]</c>.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
