namespace ProfileTwoFactor;

/// <summary>The claims of a session with a verified second factor. They are in a separate identity of the app's principal.</summary>
public static class AccountClaims
{
    /// <summary>The authentication type of the identity with these claims.</summary>
    public const string AuthenticationType = "ProfileTwoFactor.Account";

    /// <summary>The authentication methods (RFC 8176): <c>otp</c> after a code, <c>hwk</c> after a passkey that stays on its device, or <c>swk</c> after one that can be copied to other devices, each with <c>mfa</c>; <c>mfa</c> alone after a backup code.</summary>
    public const string AuthenticationMethod = "amr";

    /// <summary>The time of the verification, in seconds since 1970-01-01 UTC (OpenID Connect Core 2).</summary>
    public const string AuthenticationTime = "auth_time";

    /// <summary>The account's epoch at that time. The epoch changes when the account's second factor is enabled, disabled, reset, or removed. The session is then a partial sign-in.</summary>
    public const string Epoch = "two_factor_account_epoch";
}
