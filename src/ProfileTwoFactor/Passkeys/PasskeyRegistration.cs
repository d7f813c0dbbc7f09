using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Passkeys;

/// <summary>A credential that was created and checked.</summary>
internal sealed record PasskeyRegistration(PasskeyCredential Credential);
