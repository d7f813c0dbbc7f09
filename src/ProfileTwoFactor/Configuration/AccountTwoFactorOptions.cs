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

    /// <summary>Whether the account directory sets <see cref="TwoFactorAccount.Stamp"/>, so that a new account with the user id of a deleted one doesn't get its second factor.</summary>
    /// <value>The default is false. If it is true, every account must have a stamp.</value>
    /// <remarks>
    /// Each check of a session then reads the account from the directory, at most once in <see cref="ProfileTwoFactorOptions.DecisionLifetime"/>
    /// for each user and node. The directory is called while the session is being authenticated, so it can't rely on <c>HttpContext.User</c>.
    /// A session that was issued under another stamp isn't accepted. When you turn the option on in an existing app, every user signs in
    /// again and sets up two-factor authentication again.
    /// </remarks>
    public bool AccountStamps { get; set; }

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
