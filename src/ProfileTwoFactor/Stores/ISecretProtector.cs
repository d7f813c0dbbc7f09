namespace ProfileTwoFactor.Stores;

/// <summary>Encrypts authenticator secrets at rest. The default uses Data Protection.</summary>
/// <remarks>
/// Scope and member are part of the key or purpose: a ciphertext copied into another row must not decrypt.
/// A secret that can't be decrypted is "unavailable" (503), never "not bound", so a lost key ring opens nothing.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret for one row.</summary>
    byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret);

    /// <summary>Decrypts a secret of one row.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are gone, or the value is not this row's.</exception>
    byte[] Unprotect(BindingKey key, byte[] protectedSecret);
}
