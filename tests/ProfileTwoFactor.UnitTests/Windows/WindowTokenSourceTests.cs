using System.Security.Claims;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowTokenSourceTests
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly TwoFactorScope Mei = TwoFactorScope.Account("mei");

    [Theory]
    [InlineData("1.l.x", true)]
    [InlineData("1.x", false)]
    [InlineData("x", false)]
    public void IsListed_ACookieWithTheMark(string text, bool expected)
    {
        Assert.Equal(expected, WindowTokenSource.IsListed(new(WindowCarrier.Cookie, text)));
        Assert.False(WindowTokenSource.IsListed(new(WindowCarrier.Claim, text, "sid")));
    }

    [Fact]
    public void Create_ForABrowser_BeginsWithTheTimeInSeconds()
    {
        using var parts = new WindowParts();
        var context = parts.Request();

        var ofProfile = Assert.Single(
            parts.Tokens.Create(context, WindowParts.NoOne, parts.Scope(Acme))
        );
        var ofAccount = Assert.Single(
            parts.Tokens.Create(context, WindowParts.NoOne, parts.Scope(Mei))
        );

        Assert.StartsWith("60000000.l.", ofProfile.Text, StringComparison.Ordinal);
        Assert.StartsWith("60000000.", ofAccount.Text, StringComparison.Ordinal);
        Assert.True(WindowTokenSource.IsListed(ofProfile));
        Assert.False(WindowTokenSource.IsListed(ofAccount));
        Assert.NotEqual(
            ofProfile,
            parts.Tokens.Create(context, WindowParts.NoOne, parts.Scope(Acme))[0]
        );
    }

    [Fact]
    public void Read_ABrowser_PresentsTheCookieThatIsHardestToPlant()
    {
        using var parts = new WindowParts();
        var scope = parts.Scope(Acme);
        var context = parts.Request(
            $"{scope.WindowCookies[2]}=c; {scope.WindowCookies[1]}=b; other=d"
        );

        Assert.Equal("b", parts.Tokens.Read(context, WindowParts.NoOne, scope).Text);
        Assert.Equal(
            ["b", "c"],
            parts.Tokens.ReadAll(context, WindowParts.NoOne, scope).Select(token => token.Text)
        );
        Assert.Equal(
            ["b", "c"],
            parts
                .Tokens.ReadForClosing(context, WindowParts.NoOne, scope)
                .Select(token => token.Text)
        );
    }

    [Fact]
    public void Read_ABrowserWithoutACookie_PresentsNothing()
    {
        using var parts = new WindowParts();
        var scope = parts.Scope(Acme);
        var context = parts.Request(
            $"{scope.WindowCookies[0]}={new string('x', 129)}; {parts.Scope(Mei).WindowCookies[0]}=a"
        );

        Assert.Null(parts.Tokens.Read(context, WindowParts.NoOne, scope).Text);
        Assert.Empty(parts.Tokens.ReadAll(context, WindowParts.NoOne, scope));
    }

    [Fact]
    public void ReadAll_OfMoreThanFourValues_TriesFour()
    {
        using var parts = new WindowParts();
        var scope = parts.Scope(Acme);
        var name = scope.WindowCookies[0];
        var context = parts.Request($"{name}=a; {name}=b; {name}=a; {name}=c; {name}=d; {name}=e");

        Assert.Equal(
            ["a", "b", "c", "d"],
            parts.Tokens.ReadAll(context, WindowParts.NoOne, scope).Select(token => token.Text)
        );
    }

    [Fact]
    public void Read_ATokenCaller_PresentsTheFirstClaimThatTheAppNames()
    {
        using var parts = new WindowParts(options =>
        {
            options.TokenAuthenticationSchemes.Add("Tokens");
            options.WindowClaimTypes.Add("sid");
            options.WindowClaimTypes.Add("jti");
        });
        var scope = parts.Scope(Acme);
        var context = parts.Request($"{scope.WindowCookies[0]}=a", authenticated: "Tokens");

        foreach (
            var (user, expected) in new (ClaimsPrincipal, WindowToken)[]
            {
                (User(("jti", "j"), ("sid", "s")), new(WindowCarrier.Claim, "s", "sid")),
                (User(("jti", "j"), ("sid", "")), new(WindowCarrier.Claim, "j", "jti")),
            }
        )
        {
            Assert.Equal(expected, parts.Tokens.Read(context, user, scope));
            Assert.Equal([expected], parts.Tokens.ReadAll(context, user, scope));
            Assert.Equal([expected], parts.Tokens.ReadForClosing(context, user, scope));
            Assert.Equal([expected], parts.Tokens.Create(context, user, scope));
        }

        var none = User(("sub", "mark"));
        Assert.Equal(
            new WindowToken(WindowCarrier.Claim, null),
            parts.Tokens.Read(context, none, scope)
        );
        Assert.Empty(parts.Tokens.ReadAll(context, none, scope));
        Assert.Empty(parts.Tokens.Create(context, none, scope));
        Assert.True(parts.Tokens.IsTokenCaller(context));
        Assert.False(parts.Tokens.IsTokenCaller(parts.Request()));
    }

    [Fact]
    public void Read_ATokenCallerOfAnAppWithMemberWideWindows_PresentsTheMember()
    {
        using var parts = new WindowParts(options =>
        {
            options.TokenAuthenticationSchemes.Add("Tokens");
            options.AllowMemberWideWindowsForTokens = true;
        });
        var context = parts.Request(authenticated: "Tokens");

        Assert.Equal(
            new WindowToken(WindowCarrier.Member, "member"),
            parts.Tokens.Read(context, User(), parts.Scope(Acme))
        );
    }

    /// <summary>Without either setting, a token caller is asked like a browser, and refused for want of a cookie.</summary>
    [Fact]
    public void Read_ATokenCallerOfAnAppThatSetsNeither_HasNoCarrierOfItsOwn()
    {
        using var parts = new WindowParts(options =>
            options.TokenAuthenticationSchemes.Add("Tokens")
        );

        Assert.False(parts.Tokens.IsTokenCaller(parts.Request(authenticated: "Tokens")));
    }

    [Fact]
    public void Read_WhereAllBrowsersOfAMemberShareAWindow_PresentsThatOfTheMember()
    {
        using var parts = new WindowParts(options => options.WindowBinding = WindowBinding.Member);
        var scope = parts.Scope(Acme);
        var shared = new WindowToken(WindowCarrier.Member, "member", "browsers");
        var context = parts.Request($"{scope.WindowCookies[0]}=a");

        Assert.True(parts.Tokens.SharesWindows(context));
        Assert.Equal(shared, parts.Tokens.Read(context, WindowParts.NoOne, scope));
        Assert.Equal([shared], parts.Tokens.ReadAll(context, WindowParts.NoOne, scope));
        Assert.Equal(
            [shared, new(WindowCarrier.Cookie, "a")],
            parts.Tokens.ReadForClosing(context, WindowParts.NoOne, scope)
        );
        var created = parts.Tokens.Create(context, WindowParts.NoOne, scope);
        Assert.Equal(shared, created[0]);
        Assert.Equal(WindowCarrier.Cookie, created[1].Carrier);
        // An account's window is the proof of one session.
        Assert.Equal(
            WindowCarrier.Cookie,
            Assert.Single(parts.Tokens.Create(context, WindowParts.NoOne, parts.Scope(Mei))).Carrier
        );
        // A key or a certificate is no browser.
        Assert.False(parts.Tokens.SharesWindows(parts.Request(authenticated: "Keys")));
    }

    private static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));
}
