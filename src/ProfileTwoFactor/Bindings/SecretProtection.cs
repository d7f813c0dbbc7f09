using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Encrypts and decrypts secrets, and reports "unavailable" when the keys are lost. Never "not bound".</summary>
internal sealed class SecretProtection(ISecretProtector protector, Deadline deadline)
{
    public byte[] Protect(BindingKey key, byte[] secret)
    {
        try
        {
            return protector.Protect(key, secret);
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }

    public byte[] Unprotect(BindingKey key, byte[] protectedSecret)
    {
        try
        {
            var secret = protector.Unprotect(key, protectedSecret);
            return secret.Length >= 16
                ? secret
                : throw new InvalidDataException("The secret has less than 128 bits.");
        }
        catch (Exception exception)
        {
            throw deadline.Failed(DependencyNames.KeyRing, exception);
        }
    }
}
