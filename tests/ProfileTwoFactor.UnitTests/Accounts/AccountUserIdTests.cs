using System.Security.Claims;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Accounts.Internal;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>Whose account a principal names.</summary>
public sealed class AccountUserIdTests
{
    private readonly AccountUserId _ids;

    public AccountUserIdTests()
    {
        var options = new AccountTwoFactorOptions();
        options.UserIdClaimTypes.Clear();
        options.UserIdClaimTypes.Add("first");
        options.UserIdClaimTypes.Add("second");
        _ids = new(Options.Create(options));
    }

    [Fact]
    public void Of_NoOne_IsNull()
    {
        Assert.Null(_ids.Of(null));
        Assert.Null(_ids.Of(new ClaimsPrincipal()));
        Assert.Null(_ids.Of(PrincipalOf(Unauthenticated("first", "mei"))));
        Assert.Empty(_ids.AllOf(PrincipalOf(Unauthenticated("first", "mei"))));
    }

    [Fact]
    public void Of_SeveralTypes_TheFirstOfTheListCounts()
    {
        var user = PrincipalOf(
            Authenticated("second", "zoe"),
            Authenticated("other", "mark"),
            Authenticated("first", "mei")
        );

        Assert.Equal("mei", _ids.Of(user));
        Assert.Equal(["zoe", "mei"], _ids.AllOf(user));
        Assert.Equal("zoe", _ids.Of(PrincipalOf(Authenticated("second", "zoe"))));
    }

    [Fact]
    public void Of_AnIdThatNoStoreAccepts_IsPassedOver()
    {
        var user = PrincipalOf(Authenticated("first", ""), Authenticated("second", "zoe"));

        Assert.Equal("zoe", _ids.Of(user));
        Assert.Equal(["zoe"], _ids.AllOf(user));
    }

    private static ClaimsPrincipal PrincipalOf(params ClaimsIdentity[] identities) =>
        new(identities);

    private static ClaimsIdentity Authenticated(string type, string value) =>
        new([new Claim(type, value)], "Cookies");

    private static ClaimsIdentity Unauthenticated(string type, string value) =>
        new([new Claim(type, value)]);
}
