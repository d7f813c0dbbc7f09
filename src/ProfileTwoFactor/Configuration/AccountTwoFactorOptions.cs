using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>Settings of account-level two-factor authentication. Checked at start.</summary>
public sealed class AccountTwoFactorOptions
{
    /// <summary>The host's cookie scheme whose sessions are guarded.</summary>
    /// <value>Default: the scheme that authenticates the host's requests by default. It has to be a cookie scheme.</value>
    /// <remarks>Sessions of other schemes are not guarded: a bearer token issued for the password alone, as by <c>MapIdentityApi</c>, stays one.</remarks>
    public string? SessionScheme { get; set; }

    /// <summary>The claims that hold the user id in the host's principals; the first one present counts.</summary>
    /// <value>Default: <see cref="ClaimTypes.NameIdentifier"/>, then <c>sub</c>. A session without any of them is refused.</value>
    public IList<string> UserIdClaimTypes { get; } = [ClaimTypes.NameIdentifier, "sub"];

    /// <summary>How long a sign-in may stay half-way: password accepted, code outstanding.</summary>
    /// <value>Default, and at most: 5 minutes. At least 30 seconds.</value>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
