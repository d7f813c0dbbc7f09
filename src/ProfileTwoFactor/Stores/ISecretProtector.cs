namespace ProfileTwoFactor.Stores;

/// <summary>Encrypts authenticator secrets at rest. The default uses Data Protection.</summary>
/// <remarks>
/// Scope and member must be part of the key or purpose: a ciphertext that is copied into another row must not decrypt.
/// A secret that can't be decrypted is "unavailable" (503), never "not bound", so a lost key ring grants no access.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret for one row.</summary>
    byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret);

    /// <summary>Decrypts a secret of one row.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are lost, or the value belongs to another row.</exception>
    byte[] Unprotect(BindingKey key, byte[] protectedSecret);
}
