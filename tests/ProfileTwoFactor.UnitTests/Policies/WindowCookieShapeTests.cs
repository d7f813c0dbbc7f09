using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class WindowCookieShapeTests
{
    private const string Hash = "0123456789abcdef01234567";
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");

    [Theory]
    [InlineData("http", "", null, null, 2)]
    [InlineData("https", "", null, null, 0)]
    [InlineData("https", "/shop", null, null, 1)]
    [InlineData("https", "/shop", "/", null, 0)]
    [InlineData("https", "", "/shop", null, 1)]
    [InlineData("https", "", null, "example.com", 1)]
    public void NameFor_ARequest_IsTheStrongestThatItsBrowserTakes(
        string scheme,
        string pathBase,
        string? path,
        string? domain,
        int rank
    )
    {
        var shape = Create(cookie => (cookie.Path, cookie.Domain) = (path, domain));
        var scope = StateOf(shape);

        var name = shape.NameFor(scope, RequestOf(scheme, pathBase));

        Assert.Equal(rank, ScopeCookies.Rank(name));
        Assert.Equal(scope.WindowCookies[rank], name);
    }

    [Fact]
    public void NameFor_PlainHttpOfAnAppThatIsAlwaysSecure_IsTheStrongest()
    {
        var shape = Create(cookie => cookie.SecurePolicy = CookieSecurePolicy.Always);

        Assert.StartsWith("__Host-", shape.NameFor(StateOf(shape), RequestOf("http", "")));
        Assert.True(shape.IsSecure(RequestOf("http", "")));
    }

    [Theory]
    [InlineData("__Host-app.", 0)]
    [InlineData("__Secure-app.", 1)]
    public void NameFor_ANameWithAPrefixOfTheApp_IsThatAlways(string name, int rank)
    {
        var shape = Create(cookie => cookie.Name = name);
        var scope = StateOf(shape);

        Assert.Single(scope.WindowCookies);
        Assert.StartsWith(name, shape.NameFor(scope, RequestOf("http", "/shop")));
        Assert.Equal(rank, ScopeCookies.Rank(scope.WindowCookie));
    }

    [Theory]
    [InlineData("app.", "app." + Hash, true)]
    [InlineData("app.", "__Host-app." + Hash, true)]
    [InlineData("app.", "__Secure-app." + Hash, true)]
    [InlineData("app.", "App." + Hash, false)]
    [InlineData("app.", "__host-app." + Hash, false)]
    [InlineData("app.", "app." + Hash + "0", false)]
    [InlineData("app.", "app.123456789abcdef01234567", false)]
    [InlineData("app.", "app.0123456789ABCDEF01234567", false)]
    [InlineData("app.", "app.0123456789abcdeg01234567", false)]
    [InlineData("app.", "app", false)]
    [InlineData("__Host-app.", "__Host-app." + Hash, true)]
    [InlineData("__Host-app.", "__Secure-app." + Hash, false)]
    [InlineData("__Host-app.", "app." + Hash, false)]
    [InlineData("__Secure-app.", "__Secure-app." + Hash, true)]
    [InlineData("__Secure-app.", "__Host-app." + Hash, false)]
    public void IsWindow_ACookie_IsOneOfThatNameAndTheHashOfAScope(
        string own,
        string name,
        bool expected
    ) => Assert.Equal(expected, Create(cookie => cookie.Name = own).IsWindow(name));

    [Theory]
    [InlineData("app.", null, "", "/")]
    [InlineData("app.", null, "/shop", "/shop")]
    [InlineData("app.", "/own", "/shop", "/own")]
    [InlineData("__Host-app.", "/own", "/shop", "/")]
    [InlineData("__Secure-app.", "/own", "/shop", "/own")]
    public void PathOf_ARequest_IsTheAppsOrThatOfItsBase(
        string name,
        string? path,
        string pathBase,
        string expected
    )
    {
        var shape = Create(cookie => (cookie.Name, cookie.Path) = (name, path));

        Assert.Equal(expected, shape.PathOf(RequestOf("https", pathBase)));
    }

    [Fact]
    public void DomainsOf_AName_AreTheAppsAndTheHostAlone()
    {
        var shape = Create(cookie => cookie.Domain = "example.com");

        Assert.Equal(["example.com", null], shape.DomainsOf("app." + Hash));
        Assert.Equal(["example.com", null], shape.DomainsOf("__Secure-app." + Hash));
        Assert.Equal([null], shape.DomainsOf("__Host-app." + Hash));
        Assert.Equal([null], Create(_ => { }).DomainsOf("app." + Hash));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Create_ACookie_HasWhatTheAppWants(bool isEssential)
    {
        var shape = Create(cookie =>
        {
            cookie.SameSite = SameSiteMode.Strict;
            cookie.IsEssential = isEssential;
            cookie.Extensions.Add("Partitioned");
        });

        var cookie = shape.Create(RequestOf("https", ""), "/shop", "example.com");

        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Secure);
        Assert.Equal(SameSiteMode.Strict, cookie.SameSite);
        Assert.Equal(isEssential, cookie.IsEssential);
        Assert.Equal(("/shop", "example.com"), (cookie.Path, cookie.Domain));
        Assert.Equal(["Partitioned"], cookie.Extensions);
        Assert.False(shape.Create(RequestOf("http", ""), "/", null).Secure);
    }

    private static WindowCookieShape Create(Action<CookieBuilder> change)
    {
        var options = new ProfileTwoFactorOptions();
        options.WindowCookie.Name = "app.";
        change(options.WindowCookie);
        return new(Options.Create(options));
    }

    private static ScopeState StateOf(WindowCookieShape shape) =>
        new(Acme, shape.NamesOf(Acme), _ => { });

    private static HttpRequest RequestOf(string scheme, string pathBase)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = scheme;
        request.PathBase = pathBase;
        return request;
    }
}
