using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>The package's cookies as the app wants them.</summary>
public sealed class CookieSettingTests
{
    [Fact]
    public async Task Name_OfTheApp_OpensAndClosesAndDiffersByProfile()
    {
        await using var host = await StartAsync(options => options.WindowCookie.Name = "shop-2fa-");
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        await host.EnableAsync();
        await oscar.BindAsync();
        var names = NamesOf(oscar, "shop-2fa-");

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith("__Host-shop-2fa-", name));
        AnswerAssert.Ok(await oscar.GetAsync("/p/acme"));
        AnswerAssert.Ok(await oscar.GetAsync("/p/beta"));

        await oscar.GetAsync("/close");

        Assert.Empty(NamesOf(oscar, "shop-2fa-"));
        Assert.Equal(401, (await oscar.GetAsync("/p/beta")).StatusCode);
    }

    [Fact]
    public async Task Cookie_OfTheApp_ThatBeginsWithTheSameWords_IsLeftAlone()
    {
        await using var host = await StartAsync(options => options.WindowCookie.Name = "shop-2fa-");
        var (owner, _) = await host.EnableAsync();
        owner.Cookies.Add(new Cookie("shop-2fa-theme", "dark", "/", "localhost"));

        await owner.GetAsync("/close");

        Assert.Equal(["shop-2fa-theme"], NamesOf(owner, "shop-2fa-"));
    }

    [Fact]
    public async Task Domain_IsOnTheCookieAndOnItsRemoval_WithoutTheHostPrefix()
    {
        await using var host = await StartAsync(options =>
            options.WindowCookie.Domain = "shop.example"
        );
        var site = new Uri("https://app.shop.example");
        var olivia = new Browser(host.Server.CreateHandler(), site, host.Clock);
        await olivia.SignInAsync("olivia");
        var app = await olivia.EnableAsync();
        host.Clock.NextStep();

        var answer = await olivia.VerifyAsync(app.CurrentCode());

        var cookie = Assert.Single(
            answer.Response.Headers.GetValues("Set-Cookie"),
            one => one.Contains(".ProfileTwoFactor.W.") && one.Contains("max-age")
        );
        Assert.StartsWith("__Secure-.ProfileTwoFactor.W.", cookie);
        Assert.Contains("domain=shop.example; path=/; secure; samesite=lax; httponly", cookie);

        var closed = (await olivia.GetAsync("/close")).Response.Headers.GetValues("Set-Cookie");

        Assert.Contains(closed, one => one.Contains("1970") && one.Contains("domain=shop.example"));
        Assert.Contains(closed, one => one.Contains("1970") && !one.Contains("domain="));
    }

    [Fact]
    public async Task HostPrefix_InTheName_HoldsUnderAPathBase()
    {
        await using var host = await StartAsync(
            options =>
            {
                options.WindowCookie.Name = "__Host-shop.";
                options.WindowCookie.SecurePolicy = CookieSecurePolicy.Always;
                options.WindowCookie.SameSite = SameSiteMode.None;
            },
            "/app"
        );
        var (owner, app) = await host.EnableAsync();
        host.Clock.NextStep();
        var olivia = await host.BrowserAsync("olivia");

        var answer = await olivia.PostAsync(
            "/app/two-factor/api/profiles/acme/verify",
            new { code = app.CurrentCode() }
        );

        var cookie = Assert.Single(
            answer.Response.Headers.GetValues("Set-Cookie"),
            one => one.StartsWith("__Host-shop.", StringComparison.Ordinal)
        );
        Assert.Contains("path=/; secure; samesite=none; httponly", cookie);
        Assert.Single(NamesOf(owner, "shop."));
        AnswerAssert.Ok(await olivia.GetAsync("/app/p/acme"));
    }

    [Fact]
    public async Task Path_OfTheApp_IsThatOfTheCookie()
    {
        await using var host = await StartAsync(options => options.WindowCookie.Path = "/p");
        var (owner, _) = await host.EnableAsync();

        var cookie = Assert.Single(
            owner.Cookies.GetAllCookies(),
            one => one.Name.Contains(".W.", StringComparison.Ordinal)
        );
        Assert.StartsWith("__Secure-", cookie.Name);
        Assert.Equal("/p", cookie.Path);
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task SignInCookie_OfTheApp_CarriesTheSignInToItsCode()
    {
        await using var host = await AccountHost.StartAsync(accountOptions: options =>
        {
            options.SignInCookie.Name = "__Host-shop-signin";
            options.SignInCookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        Assert.Single(NamesOf(browser, "shop-signin"));

        var answer = await browser.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Empty(NamesOf(browser, "shop-signin"));
    }

    [Theory]
    [InlineData("characters", "Name is 'a;b'")]
    [InlineData("script", "HttpOnly is false")]
    [InlineData("insecure", "SecurePolicy is None")]
    [InlineData("none", "SameSite is None")]
    [InlineData("unspecified", "SameSite is 'Unspecified'")]
    [InlineData("extension", "Extensions holds 'SameSite=None'")]
    [InlineData("injection", "Extensions holds 'Priority=High; Domain=example'")]
    [InlineData("lifetime", "WindowAbsoluteLifetime")]
    [InlineData("path", "Path is 'p'")]
    [InlineData("domain", "Domain is 'https://shop.example'")]
    [InlineData("host insecure", "SecurePolicy to CookieSecurePolicy.Always")]
    [InlineData("host domain", "only without a domain")]
    [InlineData("host path", "only with the path '/'")]
    [InlineData("host case", "write its prefix as __Host-")]
    [InlineData("prefix", "only a prefix")]
    [InlineData("pending", "pending bindings")]
    public async Task Cookie_ThatABrowserWouldRefuseOrMixUp_IsRefusedAtStart(
        string mistake,
        string message
    )
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(options => Break(options.WindowCookie, mistake))
        );

        Assert.Contains(message, error.Message);
        Assert.Contains("ProfileTwoFactor:WindowCookie", error.Message);
        Assert.Single(error.Failures);
    }

    [Theory]
    [InlineData("script", "HttpOnly is false")]
    [InlineData("insecure", "SecurePolicy is None")]
    [InlineData("none", "SameSite is None")]
    [InlineData("unspecified", "SameSite is 'Unspecified'")]
    [InlineData("extension", "Extensions holds 'SameSite=None'")]
    [InlineData("lifetime", "SignInLifetime")]
    [InlineData("domain", "Domain is 'https://shop.example'")]
    [InlineData("shared", "belong to other cookies")]
    public async Task SignInCookie_ThatIsWrong_IsRefusedAtStart(string mistake, string message)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            AccountHost.StartAsync(accountOptions: options => Break(options.SignInCookie, mistake))
        );

        Assert.Contains("AccountTwoFactorOptions.SignInCookie", error.Message);
        Assert.Contains(message, error.Message);
        Assert.Single(error.Failures);
    }

    [Fact]
    public async Task Extension_OfTheApp_IsOnTheCookieAndOnItsRemoval()
    {
        await using var host = await StartAsync(options =>
            options.WindowCookie.Extensions.Add("Partitioned")
        );
        var (olivia, app) = await host.EnableAsync();
        host.Clock.NextStep();

        var opened = await olivia.VerifyAsync(app.CurrentCode());
        var closed = await olivia.GetAsync("/close");

        foreach (var answer in new[] { opened, closed })
        {
            Assert.All(WindowCookiesOf(answer), one => Assert.EndsWith("; Partitioned", one));
        }
    }

    [Fact]
    public async Task Domain_OfAnotherSite_OpensNothing()
    {
        await using var host = await StartAsync(options =>
            options.WindowCookie.Domain = "elsewhere.example"
        );
        var site = new Uri("https://app.shop.example");
        var olivia = new Browser(host.Server.CreateHandler(), site, host.Clock);
        await olivia.SignInAsync("olivia");

        // The cookie container of .NET throws where a browser drops a cookie without a word.
        await Assert.ThrowsAsync<CookieException>(() => olivia.EnableAsync());

        Assert.Equal("verification-required", (await olivia.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [InlineData(SameSiteMode.Strict, "samesite=strict")]
    [InlineData(SameSiteMode.Lax, "samesite=lax")]
    public async Task SameSite_OfTheApp_IsOnTheCookieAndOnItsRemoval(SameSiteMode mode, string text)
    {
        await using var host = await StartAsync(options => options.WindowCookie.SameSite = mode);
        var (olivia, app) = await host.EnableAsync();
        host.Clock.NextStep();

        var opened = await olivia.VerifyAsync(app.CurrentCode());
        var closed = await olivia.GetAsync("/close");

        foreach (var answer in new[] { opened, closed })
        {
            Assert.All(WindowCookiesOf(answer), one => Assert.Contains(text, one));
        }
    }

    private static void Break(CookieBuilder cookie, string mistake)
    {
        switch (mistake)
        {
            case "characters":
                cookie.Name = "a;b";
                break;
            case "script":
                cookie.HttpOnly = false;
                break;
            case "insecure":
                cookie.SecurePolicy = CookieSecurePolicy.None;
                break;
            case "unspecified":
                cookie.SameSite = SameSiteMode.Unspecified;
                break;
            case "extension":
                cookie.Extensions.Add("SameSite=None");
                break;
            case "injection":
                cookie.Extensions.Add("Priority=High; Domain=example");
                break;
            case "none":
                cookie.SameSite = SameSiteMode.None;
                break;
            case "lifetime":
                cookie.MaxAge = TimeSpan.FromDays(1);
                break;
            case "path":
                cookie.Path = "p";
                break;
            case "domain":
                cookie.Domain = "https://shop.example";
                break;
            case "host insecure":
                cookie.Name = "__Host-shop.";
                break;
            case "host domain":
                cookie.Name = "__Host-shop.";
                cookie.SecurePolicy = CookieSecurePolicy.Always;
                cookie.Domain = "shop.example";
                break;
            case "host path":
                cookie.Name = "__Host-shop.";
                cookie.SecurePolicy = CookieSecurePolicy.Always;
                cookie.Path = "/p";
                break;
            case "host case":
                cookie.Name = "__host-shop.";
                cookie.SecurePolicy = CookieSecurePolicy.Always;
                break;
            case "prefix":
                cookie.Name = "__Secure-";
                cookie.SecurePolicy = CookieSecurePolicy.Always;
                break;
            case "pending":
                cookie.Name = ".ProfileTwoFactor.P.";
                break;
            case "shared":
                cookie.Name = ".ProfileTwoFactor.W.signin";
                break;
            default:
                throw new ArgumentException(mistake, nameof(mistake));
        }
    }

    private static string[] NamesOf(Browser browser, string part) =>
        [
            .. browser
                .Cookies.GetAllCookies()
                .Where(cookie => !cookie.Expired)
                .Select(cookie => cookie.Name)
                .Where(name => name.Contains(part, StringComparison.Ordinal)),
        ];

    private static List<string> WindowCookiesOf(Answer answer)
    {
        var cookies = answer
            .Response.Headers.GetValues("Set-Cookie")
            .Where(cookie => cookie.Contains(".ProfileTwoFactor.W.", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(cookies);
        return cookies;
    }

    private static Task<GateHost> StartAsync(
        Action<ProfileTwoFactorOptions> options,
        string pathBase = ""
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapGet(
                    "/close",
                    (HttpContext context) =>
                        context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                );
            },
            options: options,
            pipeline: app =>
            {
                if (pathBase.Length > 0)
                {
                    app.UsePathBase(pathBase);
                }

                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );
}
