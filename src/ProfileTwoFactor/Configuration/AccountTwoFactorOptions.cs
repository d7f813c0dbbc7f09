using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Options of account-level two-factor authentication. They are validated at startup.</summary>
public sealed class AccountTwoFactorOptions
{
    /// <summary>The app's cookie scheme whose sessions are checked.</summary>
    /// <value>The default is the app's default authentication scheme. It must be a cookie scheme.</value>
    /// <remarks>Sessions of other schemes aren't checked. A bearer token that was issued for a password alone, as by <c>MapIdentityApi</c>, remains valid without a code.</remarks>
    public string? SessionScheme { get; set; }

    /// <summary>The claim types of the user id in the app's principals. The first one that is present is used.</summary>
    /// <value>The default is <see cref="ClaimTypes.NameIdentifier"/>, then <c>sub</c>. A session without any of the claims is refused.</value>
    public IList<string> UserIdClaimTypes { get; } = [ClaimTypes.NameIdentifier, "sub"];

    /// <summary>The lifetime of a partial sign-in, between the password and the code.</summary>
    /// <value>The default and maximum is 5 minutes. The minimum is 30 seconds.</value>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The cookie between password and code. It opens nothing but the call that takes the code.</summary>
    /// <value>
    /// <c>Name</c>: default <c>.ProfileTwoFactor.SignIn</c>. <c>Domain</c>: default none. <c>Path</c>: default the path base.
    /// <c>SecurePolicy</c>: default <see cref="CookieSecurePolicy.SameAsRequest"/>. <c>SameSite</c>: default <see cref="SameSiteMode.Lax"/>, since a
    /// sign-in at an external provider comes back from another site. The lifetime is <see cref="SignInLifetime"/>.
    /// </value>
    /// <remarks>
    /// Checked at start by the rules of <see cref="ProfileTwoFactorOptions.WindowCookie"/>. The name can't begin with the name of the window
    /// cookies. When you change it, sign-ins that wait for a code begin again.
    /// </remarks>
    public CookieBuilder SignInCookie { get; } =
        new()
        {
            Name = ProfileTwoFactorDefaults.SignInCookieName,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };
}
