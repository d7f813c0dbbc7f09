using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class DecisionKeyTests
{
    private static readonly DecisionKey Original = Key();

    [Fact]
    public void Equals_SameParts_True()
    {
        Assert.Equal(Original, Key());
        Assert.Equal(Original.GetHashCode(), Key().GetHashCode());
    }

    [Fact]
    public void Equals_OnePartDiffers_False()
    {
        DecisionKey[] others =
        [
            Key(scope: TwoFactorScope.Profile("beta")),
            Key(scope: TwoFactorScope.Profile("acme", "again")),
            Key(scope: TwoFactorScope.Account("acme")),
            Key(member: "Mark"),
            Key(memberStamp: "1"),
            Key(memberStamp: null),
            Key(securityStamp: "s2"),
            Key(securityStamp: null),
            Key(scheme: "Bearer"),
            Key(scheme: null),
            Key(token: new(WindowCarrier.Cookie, "u")),
            Key(token: new(WindowCarrier.Cookie, null)),
            Key(token: new(WindowCarrier.Claim, "t")),
            Key(token: new(WindowCarrier.Cookie, "t", "sid")),
        ];

        Assert.All(others, other => Assert.NotEqual(Original, other));
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    private static DecisionKey Key(
        TwoFactorScope? scope = null,
        string member = "mark",
        string? memberStamp = "",
        string? securityStamp = "s1",
        string? scheme = "Cookies",
        WindowToken? token = null
    ) =>
        new(
            scope ?? TwoFactorScope.Profile("acme"),
            member,
            memberStamp,
            securityStamp,
            scheme,
            token ?? new(WindowCarrier.Cookie, "t")
        );
}
