namespace ProfileTwoFactor;

/// <summary>Claims of a session that proved the account's second factor. They stand in an identity of their own in the host's principal.</summary>
public static class AccountClaims
{
    /// <summary>The authentication type of that identity.</summary>
    public const string AuthenticationType = "ProfileTwoFactor.Account";

    /// <summary>How the person proved themselves (RFC 8176): <c>otp</c> and <c>mfa</c>; <c>mfa</c> alone after a backup code.</summary>
    public const string AuthenticationMethod = "amr";

    /// <summary>When the second factor was proven, in seconds since 1970 (OpenID Connect Core 2).</summary>
    public const string AuthenticationTime = "auth_time";

    /// <summary>The account's epoch at that time. Another epoch is in force as soon as the account's second factor is switched, reset or removed, and the session is then half-way.</summary>
    public const string Epoch = "two_factor_account_epoch";
}
