using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>Admits only callers whose account has two-factor authentication enabled and whose session is verified.</summary>
/// <remarks>
/// <para>
/// Use it for actions that must require more than a password: a support desk, administration, or changing a password or a sign-in e-mail. It works on
/// controllers, actions, Razor Page models, minimal APIs, groups, hubs, hub methods, and gRPC services, and together with
/// <see cref="RequireProfileTwoFactorAttribute"/>, roles, and policies: a caller without a required role is refused, and isn't prompted for a code. The app must
/// call <c>AddAccounts&lt;TDirectory&gt;()</c>; otherwise, it doesn't start.
/// </para>
/// <para>
/// A session is verified if the person signed in with a code, or entered a code in this browser later. A caller with a
/// bearer token is verified if a code was entered with the same token (<see cref="ProfileTwoFactorOptions.WindowClaimTypes"/>);
/// without those settings, tokens are refused. Every request reads the store: no decision is reused.
/// </para>
/// <para>
/// It is an <see cref="AuthorizeAttribute"/> with a named policy, because ASP.NET Core throws for such endpoints if
/// authorization doesn't run.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method,
    AllowMultiple = true,
    Inherited = true
)]
public sealed class RequireAccountTwoFactorAttribute : AuthorizeAttribute, IAccountTwoFactorMetadata
{
    /// <summary>Requires the account's second factor.</summary>
    public RequireAccountTwoFactorAttribute()
        : base(ProfileTwoFactorDefaults.AccountPolicyName) { }

    /// <summary>The maximum age of the proof in seconds. If an endpoint has several attributes, the smallest value is used.</summary>
    /// <value>The default is 0: any proof of this session, regardless of its age. The app doesn't start with a negative value.</value>
    public int MaxAgeSeconds { get; set; }

    /// <summary>Whether callers whose account has two-factor authentication disabled are admitted. All other callers must have the proof.</summary>
    /// <value>The default is false: these callers are refused, and directed to the set-up page. If an endpoint has several attributes, all of them must be true.</value>
    /// <remarks>Use it for actions that everyone must be able to do with their own account, such as changing the password. Machine callers that the app names are refused in any case.</remarks>
    public bool AllowWhenOff { get; set; }

    /// <summary>The package's policy. It can't be changed. For additional policies, add a separate <c>[Authorize]</c>.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Always null. For additional schemes, add a separate <c>[Authorize]</c>.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
