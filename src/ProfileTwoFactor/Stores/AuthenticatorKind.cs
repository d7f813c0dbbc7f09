namespace ProfileTwoFactor.Stores;

/// <summary>What an authenticator proves with.</summary>
public enum AuthenticatorKind
{
    /// <summary>An authenticator app that shows six-digit codes (RFC 6238).</summary>
    Totp = 1,

    /// <summary>A passkey or security key (WebAuthn).</summary>
    Passkey,
}
