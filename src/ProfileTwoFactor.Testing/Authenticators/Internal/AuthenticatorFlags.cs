namespace ProfileTwoFactor.Testing.Authenticators.Internal;

/// <summary>The flags of authenticator data (WebAuthn, section 6.1).</summary>
[Flags]
internal enum AuthenticatorFlags : byte
{
    UserPresent = 0x01,
    UserVerified = 0x04,
    BackupEligible = 0x08,
    BackedUp = 0x10,
    AttestedCredentialData = 0x40,
}
