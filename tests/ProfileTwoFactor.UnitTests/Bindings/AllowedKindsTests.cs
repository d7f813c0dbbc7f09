using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.UnitTests.Policies;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AllowedKindsTests
{
    [Theory]
    [InlineData("totp", true, false)]
    [InlineData("passkey", false, true)]
    [InlineData("totp,passkey", true, true)]
    [InlineData("passkey,totp", true, true)]
    [InlineData("totp,totp", true, false)]
    [InlineData("passkey,passkey", false, true)]
    [InlineData("TOTP", false, false)]
    public void Of_TheNamesInTheRules_AllowsThoseKindsAndNoOther(
        string names,
        bool totp,
        bool passkey
    )
    {
        var kinds = AllowedKinds.Of(
            TestRules.Create() with
            {
                AllowedAuthenticators = names.Split(','),
                CodesAfter = 7,
                PasskeysAfter = 9,
            }
        );

        Assert.Equal(
            (totp, passkey, 7, 9),
            (kinds.Totp, kinds.Passkey, kinds.CodesAfter, kinds.PasskeysAfter)
        );
        Assert.Equal(
            (totp, passkey, totp),
            (
                kinds.Allow(AuthenticatorKind.Totp),
                kinds.Allow(AuthenticatorKind.Passkey),
                kinds.BackupCodes
            )
        );
    }

    [Fact]
    public void WithEvery_OfRulesUnderWhichProofsEnded_KeepsThoseEnded()
    {
        var kinds = new AllowedKinds(false, false) { CodesAfter = 7, PasskeysAfter = 9 };

        Assert.Equal(
            new AllowedKinds(true, true) { CodesAfter = 7, PasskeysAfter = 9 },
            kinds.WithEvery()
        );
    }

    [Fact]
    public void Allow_AKindThatThisReleaseDoesNotKnow_IsRefused() =>
        Assert.False(Both.Allow((AuthenticatorKind)99));

    [Fact]
    public void Bound_ByAnAuthenticatorThatWasDisabled_IsStillBound()
    {
        var active = Active(App("b1").Disabled());

        Assert.True(OnlyApps.Bound(active));
        Assert.False(OnlyApps.HasApp(active));
        Assert.False(OnlyPasskeys.Bound(active));
    }

    [Fact]
    public void Bound_OfNothing_IsFalse()
    {
        Assert.False(Both.Bound(null));
        Assert.False(Both.HasApp(null));
        Assert.False(Both.HasPasskey(null));
    }

    [Fact]
    public void Has_OneBehindOthers_IsFoundIfItsKindCounts()
    {
        var active = Active(App("b1").Disabled(), Passkey("k1"), App("b2"));

        Assert.True(Both.HasApp(active));
        Assert.True(Both.HasPasskey(active));
        Assert.False(OnlyPasskeys.HasApp(active));
        Assert.True(OnlyPasskeys.HasPasskey(active));
        Assert.True(OnlyPasskeys.Bound(active));
        Assert.False(OnlyApps.HasPasskey(active));
        Assert.False(Both.HasPasskey(Active(App("b1"), Passkey("k1").Disabled())));
    }
}
