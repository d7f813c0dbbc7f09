using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class ProvenBindingTests
{
    private static readonly BackupCodeSet Codes = new()
    {
        Salt = [1],
        Iterations = 1,
        Hashes =
        [
            [1],
            [2],
        ],
    };

    [Fact]
    public void In_AChangedBinding_ABackupCodeFollowsTheFirstAuthenticator()
    {
        var active = Active(App("b1"), App("b2"));
        var left = Active(App("b2"));

        Assert.Equal(
            "b2.backup-code",
            new ProvenBinding(active, "b1.backup-code").In(left).ProofId
        );
        var byApp = new ProvenBinding(active, "b2") { WindowGeneration = "g1" }.In(left);
        Assert.Equal(("b2", "g1"), (byApp.ProofId, byApp.WindowGeneration));
        Assert.False(byApp.IsBackupCode);
        Assert.Same(left, byApp.Binding);
    }

    [Fact]
    public void BackupCodesLeft_OfABindingWithoutAny_IsZero()
    {
        Assert.Equal(0, new ProvenBinding(Active(App("b1")), "b1").BackupCodesLeft);
        Assert.Equal(
            2,
            new ProvenBinding(Active(App("b1")) with { BackupCodes = Codes }, "b1").BackupCodesLeft
        );
    }

    /// <summary>RFC 8176, section 2. Tokens and principals name them.</summary>
    [Theory]
    [InlineData(ProofMethod.Code, "otp")]
    [InlineData(ProofMethod.HardwareKey, "hwk")]
    [InlineData(ProofMethod.SoftwareKey, "swk")]
    [InlineData(ProofMethod.BackupCode, null)]
    [InlineData(ProofMethod.None, null)]
    public void Name_OfEachMethod_IsThatOfTheStandard(object method, string? name) =>
        Assert.Equal(name, ((ProofMethod)method).Name());

    [Fact]
    public void FirstBeside_OthersThatDoNotCount_IsAnAddition()
    {
        Assert.True(PendingAim.FirstBeside(Active(App("b1")), "").Adds);
        Assert.False(PendingAim.FirstBeside(null, "").Adds);
    }

    [Fact]
    public void KeyOf_AMemberWithoutAStamp_HasAnEmptyOne()
    {
        var scope = new ProfileTwoFactor.Policies.ScopeState(
            TwoFactorScope.Profile("acme"),
            ["w"],
            _ => { }
        );

        Assert.Equal("", MemberRecords.KeyOf(scope, "e1", "mark", null).MemberStamp);
        Assert.Equal("2", MemberRecords.KeyOf(scope, "e1", "mark", "2").MemberStamp);
    }
}
