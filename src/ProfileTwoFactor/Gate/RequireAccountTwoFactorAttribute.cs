using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor;

/// <summary>Only callers get in whose account has two-factor authentication on, and whose session has proven it.</summary>
/// <remarks>
/// <para>
/// For what a password alone must not do: a support desk, administration, changing a password or a sign-in e-mail. Works on
/// controllers, actions, Razor Page models, minimal APIs, groups, hubs, hub methods and gRPC services, and beside
/// <see cref="RequireProfileTwoFactorAttribute"/>, roles and policies: who lacks a role is refused, not asked for a code. The host has to
/// have called <c>AddAccounts&lt;TDirectory&gt;()</c>; otherwise it does not start.
/// </para>
/// <para>
/// A session that signed in with the code has proven it, and so has a browser in which a code was entered since. A caller with a
/// bearer token has proven it when a code was entered with that very token (<see cref="ProfileTwoFactorOptions.WindowClaimTypes"/>);
/// a host without those settings refuses tokens here. Every request asks the store: no decision is kept.
/// </para>
/// <para>
/// It is an <see cref="AuthorizeAttribute"/> with a named policy, because the framework refuses such endpoints loudly wherever
/// authorization would not run.
/// </para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method,
    AllowMultiple = true,
    Inherited = true
)]
public sealed class RequireAccountTwoFactorAttribute : AuthorizeAttribute, IAccountTwoFactorMetadata
{
    /// <summary>Demands the account's second factor.</summary>
    public RequireAccountTwoFactorAttribute()
        : base(ProfileTwoFactorDefaults.AccountPolicyName) { }

    /// <summary>The greatest age of the proof in seconds. Of several on one endpoint the smallest counts.</summary>
    /// <value>Default: 0, any proof of this session however old. A negative value stops the host at start.</value>
    public int MaxAgeSeconds { get; set; }

    /// <summary>Lets callers in whose account has two-factor authentication off, and demands the proof of all others.</summary>
    /// <value>Default: false, they are refused and shown the way to set it up. Of several on one endpoint all have to say so.</value>
    /// <remarks>For what everybody must be able to do with their own account, such as changing the password.</remarks>
    public bool AllowWhenOff { get; set; }

    /// <summary>Fixed: the package's policy. For further policies add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? Policy => base.Policy;

    /// <summary>Fixed: none. For further schemes add <c>[Authorize]</c> beside this attribute.</summary>
    public new string? AuthenticationSchemes => base.AuthenticationSchemes;
}
