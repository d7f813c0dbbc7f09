using System.Security.Cryptography;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>
/// A secret of no member, stored once. A key ring that was lost makes a new key by itself and looks well; only what was written with the
/// old one shows that members' secrets can't be read any more.
/// </summary>
internal sealed class KeyRingCanary(
    ISecretStore store,
    SecretProtection protection,
    Deadline deadline,
    TimeProvider time
)
{
    private const int SecretLength = 20;

    private static readonly BindingKey Key = new(
        TwoFactorScope.Profile("profile-two-factor:health"),
        "health",
        "key-ring",
        ""
    );

    /// <summary>Reads the record, and writes it where there is none yet.</summary>
    /// <exception cref="DependencyUnavailableException">The store or the key ring can't answer.</exception>
    public async Task CheckAsync()
    {
        if (!await ReadAsync())
        {
            // Another node may be faster; then its record is the one that is read next time.
            await deadline.CallAsync(
                DependencyNames.SecretStore,
                (store, record: Create()),
                static (s, token) => s.store.WriteAsync(s.record, token)
            );
        }
    }

    /// <returns>False when there is none yet.</returns>
    /// <exception cref="DependencyUnavailableException">The store or the key ring can't answer.</exception>
    public async Task<bool> ReadAsync()
    {
        var record = await deadline.CallAsync(
            DependencyNames.SecretStore,
            store,
            static (store, token) => store.FindAsync(Key, token)
        );
        if (record is null)
        {
            return false;
        }

        if (record.Active?.Primary.ProtectedSecret is not { } secret)
        {
            throw deadline.InvalidAnswer(
                DependencyNames.SecretStore,
                "the health record is damaged"
            );
        }

        protection.Unprotect(Key, secret);
        return true;
    }

    private BindingRecord Create() =>
        new()
        {
            Key = Key,
            Active = new ActiveBinding
            {
                Authenticators =
                [
                    new BoundAuthenticator
                    {
                        Id = "health",
                        Kind = AuthenticatorKind.Totp,
                        ProtectedSecret = protection.Protect(
                            Key,
                            RandomNumberGenerator.GetBytes(SecretLength)
                        ),
                        BoundAt = time.GetUtcNow(),
                    },
                ],
            },
        };
}
