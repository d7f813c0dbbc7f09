using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AuthenticatorRulesTests
{
    [Theory]
    [InlineData(0, 0, true, true)]
    [InlineData(4, 0, true, true)]
    [InlineData(5, 0, false, true)]
    [InlineData(5, 4, false, true)]
    [InlineData(5, 5, false, false)]
    [InlineData(1, 8, true, true)]
    [InlineData(1, 9, false, false)]
    [InlineData(0, 10, false, false)]
    public void HasRoom_ForFiveAppsAndTenInAll(int apps, int passkeys, bool app, bool passkey)
    {
        var active = Active([
            .. Enumerable.Range(0, apps).Select(i => App($"b{i}")),
            .. Enumerable.Range(0, passkeys).Select(i => Passkey($"k{i}")),
        ]);

        Assert.Equal(app, AuthenticatorRules.HasRoom(active, AuthenticatorKind.Totp));
        Assert.Equal(passkey, AuthenticatorRules.HasRoom(active, AuthenticatorKind.Passkey));
    }

    [Fact]
    public void HasRoom_OfAMemberWithoutAny_IsTrue()
    {
        Assert.True(AuthenticatorRules.HasRoom(null, AuthenticatorKind.Totp));
        Assert.True(AuthenticatorRules.HasRoom(null, AuthenticatorKind.Passkey));
    }

    [Fact]
    public void Refuse_RemovingTheLastThatCounts()
    {
        var active = Active(App("b1"), App("b2").Disabled(), Passkey("k1"));

        Assert.Null(AuthenticatorRules.Refuse(active, "b1", Both));
        Assert.Null(AuthenticatorRules.Refuse(active, "b2", OnlyApps));
        Assert.Equal(AuthenticatorRemoval.Last, AuthenticatorRules.Refuse(active, "b1", OnlyApps));
        Assert.Equal(
            AuthenticatorRemoval.Last,
            AuthenticatorRules.Refuse(active, "k1", OnlyPasskeys)
        );
        Assert.Equal(AuthenticatorRemoval.Unknown, AuthenticatorRules.Refuse(active, "b9", Both));
        Assert.Equal(AuthenticatorRemoval.Unknown, AuthenticatorRules.Refuse(null, "b1", Both));
    }

    [Fact]
    public void Without_RemovesThatOneOnly() =>
        Assert.Equal(
            ["b1", "k1"],
            AuthenticatorRules
                .Without(Active(App("b1"), App("b2"), Passkey("k1")), "b2")
                .Authenticators.Select(item => item.Id)
        );

    [Fact]
    public void Rename_ChangesThatOneOnly()
    {
        var record = new BindingRecord { Key = Key, Active = Active(App("b1"), App("b2")) };

        var renamed = AuthenticatorRules.Rename(record, "b2", "Work phone")!;

        Assert.Equal(["", "Work phone"], renamed.Active!.Authenticators.Select(it => it.Name));
        Assert.Null(AuthenticatorRules.Rename(record, "b3", "Work phone"));
        Assert.Null(AuthenticatorRules.Rename(record with { Active = null }, "b1", "x"));
        Assert.Null(AuthenticatorRules.Rename(null, "b1", "x"));
    }
}
