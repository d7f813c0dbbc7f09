using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class SecretProtectionTests
{
    private static readonly BindingKey _row = new(
        TwoFactorScope.Profile("acme"),
        "epoch",
        "mark",
        ""
    );

    [Fact]
    public void Unprotect_OfItsOwnRow_GivesTheSecret()
    {
        var protector = new DataProtectionSecretProtector(new EphemeralDataProtectionProvider());
        byte[] secret = [1, 2, 3, 4];

        var stored = protector.Protect(_row, secret);

        Assert.Equal(secret, protector.Unprotect(_row, stored));
        Assert.NotEqual(stored, protector.Protect(_row, secret));
    }

    [Fact]
    public void A_ciphertext_moved_to_another_row_does_not_decrypt()
    {
        var protector = new DataProtectionSecretProtector(new EphemeralDataProtectionProvider());
        var stored = protector.Protect(_row, new byte[20]);
        BindingKey[] others =
        [
            _row with
            {
                Scope = TwoFactorScope.Profile("beta"),
            },
            _row with
            {
                Scope = TwoFactorScope.Profile("acme", "2"),
            },
            _row with
            {
                Scope = TwoFactorScope.Account("acme"),
            },
            _row with
            {
                Epoch = "epoch2",
            },
            _row with
            {
                MemberId = "mei",
            },
            _row with
            {
                MemberStamp = "2",
            },
            _row with
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
        var stored = protector.Protect(_row with { MemberId = "\ud800" }, new byte[20]);

        Assert.ThrowsAny<CryptographicException>(() =>
            protector.Unprotect(_row with { MemberId = "\ud801" }, stored)
        );
    }
}
