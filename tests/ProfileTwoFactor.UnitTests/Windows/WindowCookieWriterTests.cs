using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>Which cookies an answer sets and takes away, each in full.</summary>
public sealed class WindowCookieWriterTests : IDisposable
{
    private readonly WindowParts _parts = new();

    private ScopeState Acme => _parts.Scope(TwoFactorScope.Profile("acme"));

    private string HostOnly => Acme.WindowCookies[0];

    private string SecureOnly => Acme.WindowCookies[1];

    private string Plain => Acme.WindowCookies[2];

    public void Dispose() => _parts.Dispose();

    [Fact]
    public void HandOut_ToABrowserWithoutAny_SetsOneForThirtyDays()
    {
        var context = _parts.Request();

        _parts.Cookies.HandOut(context, Acme, Cookie("new"));

        Assert.Equal([$"{HostOnly}=new; max-age=2592000; path=/"], WindowParts.Set(context));
    }

    [Fact]
    public void HandOut_OfWhatIsNoCookie_SetsNone()
    {
        var context = _parts.Request($"{HostOnly}=old");

        _parts.Cookies.HandOut(context, Acme, new(WindowCarrier.Claim, "s1", "sid"));

        Assert.Empty(WindowParts.Set(context));
    }

    /// <summary>Where the new one goes, nothing is taken away: a browser would apply both, in an order that no standard fixes.</summary>
    [Fact]
    public void HandOut_UnderAPathBase_TakesAwayWhatItMakesStale()
    {
        var context = _parts.Request(
            $"{HostOnly}=a; {SecureOnly}=b; {Plain}=c",
            pathBase: "/one/two"
        );

        _parts.Cookies.HandOut(context, Acme, Cookie("new"));

        Assert.Equal(
            [
                $"{HostOnly}=; path=/",
                $"{SecureOnly}=; path=/",
                $"{SecureOnly}=; path=/one",
                $"{Plain}=; path=/",
                $"{Plain}=; path=/one",
                $"{Plain}=; path=/one/two",
                $"{SecureOnly}=new; max-age=2592000; path=/one/two",
            ],
            WindowParts.Set(context)
        );
    }

    [Fact]
    public void HandOut_OverPlainHttp_SetsThePlainNameAndTakesAwayOnlyWhatABrowserLetsGo()
    {
        var context = _parts.Request($"{HostOnly}=a; {SecureOnly}=b; {Plain}=c", scheme: "http");

        _parts.Cookies.HandOut(context, Acme, Cookie("new"));

        Assert.Equal(
            [$"{Plain}=new; max-age=2592000; path=/; samesite=lax; httponly"],
            WindowParts.Set(context)
        );
    }

    [Fact]
    public void HandOut_WithADomain_TakesAwayWhatWasSetForTheHostAlone()
    {
        using var parts = new WindowParts(options =>
        {
            options.WindowCookie.Domain = "example.com";
        });
        var scope = parts.Scope(TwoFactorScope.Profile("acme"));
        var context = parts.Request($"{scope.WindowCookies[1]}=a");

        parts.Cookies.HandOut(context, scope, Cookie("new"));

        Assert.Equal(
            [
                $"{scope.WindowCookies[1]}=; path=/",
                $"{scope.WindowCookies[1]}=new; max-age=2592000; domain=example.com; path=/",
            ],
            WindowParts.Set(context)
        );
    }

    [Fact]
    public void HandOut_OutsideOfTheAppsOwnPath_TakesAwayWhatIsThere()
    {
        using var parts = new WindowParts(options => options.WindowCookie.Path = "/site");
        var scope = parts.Scope(TwoFactorScope.Profile("acme"));

        foreach (
            var (pathBase, paths) in new[]
            {
                ("", new[] { "/" }),
                ("/site", ["/"]),
                ("/site/one", ["/", "/site/one"]),
                ("/sitemap", ["/", "/sitemap"]),
            }
        )
        {
            var context = parts.Request($"{scope.WindowCookies[1]}=a", pathBase);

            parts.Cookies.HandOut(context, scope, Cookie("new"));

            Assert.Equal(
                [
                    .. paths.Select(path => $"{scope.WindowCookies[1]}=; path={path}"),
                    $"{scope.WindowCookies[1]}=new; max-age=2592000; path=/site",
                ],
                WindowParts.Set(context)
            );
        }
    }

    [Theory]
    [InlineData("", new[] { "/", "/site" })]
    [InlineData("/site", new[] { "/", "/site" })]
    [InlineData("/site/one", new[] { "/", "/site", "/site/one" })]
    [InlineData("/sitemap", new[] { "/", "/sitemap", "/site" })]
    [InlineData("/other", new[] { "/", "/other", "/site" })]
    public void Forget_IncludesTheAppsOwnPathOnce(string pathBase, string[] paths)
    {
        using var parts = new WindowParts(options => options.WindowCookie.Path = "/site");
        var scope = parts.Scope(TwoFactorScope.Profile("acme"));
        var context = parts.Request($"{scope.WindowCookies[1]}=a", pathBase);

        parts.Cookies.Forget(context, scope);

        Assert.Equal(
            paths.Select(path => $"{scope.WindowCookies[1]}=; path={path}"),
            WindowParts.Set(context)
        );
    }

    [Fact]
    public void Forget_OfAScopeThatIsNotPresented_SetsNothing()
    {
        var beta = _parts.Scope(TwoFactorScope.Profile("beta")).WindowCookies[0];
        var context = _parts.Request($"{beta}=a");

        _parts.Cookies.Forget(context, Acme);

        Assert.Empty(WindowParts.Set(context));
    }

    [Fact]
    public void ForgetAll_ReturnsTheHardestToPlantFirst_AndThenTheNewest()
    {
        var names = Enumerable
            .Range(0, 3)
            .Select(i => _parts.Scope(TwoFactorScope.Profile($"p{i}")).WindowCookies)
            .ToList();
        var context = _parts.Request(
            $"{names[0][2]}=ff.x; {names[1][1]}=1.y; {names[2][1]}=10.z; {names[0][0]}=nothing"
        );

        var values = _parts.Cookies.ForgetAll(context);

        Assert.Equal(["nothing", "10.z", "1.y", "ff.x"], values);
        Assert.Equal(
            new[] { names[0][0], names[1][1], names[2][1], names[0][2] },
            WindowParts.Set(context).Select(cookie => cookie[..cookie.IndexOf('=')])
        );
    }

    [Fact]
    public void ForgetAll_OfInventedCookies_ReturnsTwentyAndTakesAwaySixtyFour()
    {
        var names = Enumerable
            .Range(0, 65)
            .Select(i => _parts.Scope(TwoFactorScope.Profile($"p{i}")).WindowCookies[0])
            .ToList();
        var context = _parts.Request(
            string.Join("; ", names.Select((name, i) => $"{name}={i:x}.x"))
        );

        var values = _parts.Cookies.ForgetAll(context);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{64 - i:x}.x"), values);
        Assert.Equal(64, WindowParts.Set(context).Count);
    }

    [Fact]
    public void HandOut_ToABrowserWithTwentyOthers_TakesAwayTheOldest()
    {
        var names = Enumerable
            .Range(0, 20)
            .Select(i => _parts.Scope(TwoFactorScope.Profile($"p{i}")).WindowCookies[0])
            .ToList();
        var context = _parts.Request(
            string.Join("; ", names.Select((name, i) => $"{name}={30 - i:x}.x"))
        );

        _parts.Cookies.HandOut(context, Acme, Cookie("new"));

        Assert.Equal(
            [$"{names[^1]}=; path=/", $"{HostOnly}=new; max-age=2592000; path=/"],
            WindowParts.Set(context)
        );
    }

    private static WindowToken Cookie(string value) => new(WindowCarrier.Cookie, value);
}
