namespace ProfileTwoFactor.Passkeys;

/// <summary>A proof whose signature is right.</summary>
/// <param name="CredentialId">Which of the person's credentials.</param>
/// <param name="SignCount">The authenticator's counter.</param>
/// <param name="IsUserVerified">Whether the authenticator verified the person, by a PIN or biometrics.</param>
/// <param name="IsBackedUp">Whether the credential exists on more than one device.</param>
internal sealed record PasskeyAssertion(
    byte[] CredentialId,
    uint SignCount,
    bool IsUserVerified,
    bool IsBackedUp
);
