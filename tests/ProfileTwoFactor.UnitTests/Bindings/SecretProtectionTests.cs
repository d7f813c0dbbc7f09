using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class SecretProtectionTests
{
    private static readonly BindingKey Row = new(
        TwoFactorScope.Profile("acme"),
        "epoch",
        "mark",
        ""
    );

    [Fact]
    public void A_ciphertext_of_its_own_row_gives_the_secret()
    {
        var protector = new DataProtectionSecretProtector(new EphemeralDataProtectionProvider());
        byte[] secret = [1, 2, 3, 4];

        var stored = protector.Protect(Row, secret);

        Assert.Equal(secret, protector.Unprotect(Row, stored));
        Assert.NotEqual(stored, protector.Protect(Row, secret));
    }

    [Fact]
    public void A_ciphertext_moved_to_another_row_does_not_decrypt()
    {
        var protector = new DataProtectionSecretProtector(new EphemeralDataProtectionProvider());
        var stored = protector.Protect(Row, new byte[20]);
        BindingKey[] others =
        [
            Row with
            {
                Scope = TwoFactorScope.Profile("beta"),
            },
            Row with
            {
                Scope = TwoFactorScope.Profile("acme", "2"),
            },
            Row with
            {
                Scope = TwoFactorScope.Account("acme"),
            },
            Row with
            {
                Epoch = "epoch2",
            },
            Row with
            {
                MemberId = "mei",
            },
            Row with
            {
                MemberStamp = "2",
            },
            Row with
            {
                Scope = TwoFactorScope.Profile("\ud800"),
            },
        ];

        Assert.All(
            others,
            other =>
                Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(other, stored))
        );
    }

    [Fact]
    public void Lone_surrogates_do_not_fold_two_rows_together()
    {
        var protector = new DataProtectionSecretProtector(new EphemeralDataProtectionProvider());
        var stored = protector.Protect(Row with { MemberId = "\ud800" }, new byte[20]);

        Assert.ThrowsAny<CryptographicException>(() =>
            protector.Unprotect(Row with { MemberId = "\ud801" }, stored)
        );
    }
}
