using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>Stored in windows: the ids must stay what they are in every release.</summary>
public sealed class ProofIdTests
{
    private static readonly ActiveBinding Mixed = Active(App("b1"), Passkey("k1"));

    [Fact]
    public void Ids_OfBackupCodes_AreThoseOfTheFirstAuthenticatorAndASuffix()
    {
        Assert.Equal("b1.backup-code", ProofId.OfBackupCode(Mixed));
        Assert.Equal("b1.recovery", ProofId.OfRecovery(Mixed));
    }

    [Theory]
    [InlineData("b1", true, false)]
    [InlineData("k1", false, true)]
    [InlineData("b1.backup-code", true, false)]
    [InlineData("b1.recovery", false, false)]
    [InlineData("k1.backup-code", false, false)]
    [InlineData("b2", false, false)]
    [InlineData(".backup-code", false, false)]
    public void Counts_AProof_IfItsKindIsAllowed(string id, bool byApps, bool byPasskeys)
    {
        Assert.Equal(byApps, ProofId.Counts(Mixed, id, OnlyApps));
        Assert.Equal(byPasskeys, ProofId.Counts(Mixed, id, OnlyPasskeys));
    }

    [Fact]
    public void Counts_AProofOfADisabledAuthenticator_IsFalse() =>
        Assert.False(ProofId.Counts(Active(App("b1"), App("b2").Disabled()), "b2", Both));

    [Theory]
    [InlineData("b1", 10, 99, 9, true)]
    [InlineData("b1", 10, 99, 10, false)]
    [InlineData("b1.backup-code", 10, 99, 9, true)]
    [InlineData("b1.backup-code", 10, 99, 10, false)]
    [InlineData("k1", 99, 10, 9, true)]
    [InlineData("k1", 99, 10, 10, false)]
    [InlineData("gone", 10, 99, 9, true)]
    [InlineData("gone", 10, 99, 10, false)]
    public void EndedAt_AMomentBeforeItsKindCountedAgain_IsTrue(
        string id,
        long codesAfter,
        long passkeysAfter,
        long provenAt,
        bool ended
    ) =>
        Assert.Equal(
            ended,
            ProofId.EndedAt(
                Mixed,
                id,
                Both with
                {
                    CodesAfter = codesAfter,
                    PasskeysAfter = passkeysAfter,
                },
                new DateTimeOffset(provenAt, TimeSpan.Zero)
            )
        );

    [Theory]
    [InlineData("b1", true)]
    [InlineData("k1", true)]
    [InlineData("b1.backup-code", true)]
    [InlineData("b1.recovery", true)]
    [InlineData("k1.recovery", false)]
    [InlineData("b9", false)]
    public void IsOf_ItsBinding_WhateverIsAllowed(string id, bool expected) =>
        Assert.Equal(expected, ProofId.IsOf(Mixed, id));

    [Fact]
    public void IsOf_ADisabledAuthenticator_IsFalse() =>
        Assert.False(ProofId.IsOf(Active(App("b1"), App("b2").Disabled()), "b2"));

    [Theory]
    [InlineData("b1.recovery", true)]
    [InlineData("b1.backup-code", false)]
    [InlineData("b1", false)]
    [InlineData("k1.recovery", false)]
    public void IsRecovery_OnlyOfTheFirstAuthenticator(string id, bool expected) =>
        Assert.Equal(expected, ProofId.IsRecovery(Mixed, id));

    [Fact]
    public void AllOf_NamesWhatCountsAndTheBackupCodes()
    {
        var active = Active(App("b1"), Passkey("k1"), App("b2").Disabled());

        Assert.Equal(["b1", "k1", "b1.backup-code"], ProofId.AllOf(active, Both));
        Assert.Equal(["b1", "b1.backup-code"], ProofId.AllOf(active, OnlyApps));
        Assert.Equal(["k1", "b1.recovery"], ProofId.AllOf(active, OnlyPasskeys));
    }

    [Fact]
    public void MethodOf_TellsKeysThatAreCopiedFromThoseThatStay()
    {
        var synced = Passkey("k2");
        var active = Active(
            App("b1"),
            Passkey("k1"),
            synced with
            {
                Passkey = synced.Passkey! with { IsBackupEligible = true },
            }
        );

        Assert.Equal(ProofMethod.Code, ProofId.MethodOf(active, "b1"));
        Assert.Equal(ProofMethod.HardwareKey, ProofId.MethodOf(active, "k1"));
        Assert.Equal(ProofMethod.SoftwareKey, ProofId.MethodOf(active, "k2"));
        Assert.Equal(ProofMethod.BackupCode, ProofId.MethodOf(active, "b1.backup-code"));
    }
}
