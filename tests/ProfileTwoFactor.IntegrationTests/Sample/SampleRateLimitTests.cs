using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleRateLimitTests
{
    [Fact]
    public async Task SignIns_BeyondTheLimit_AreAnsweredWithAProblemAndWhenToComeBack()
    {
        using var site = Limited("SignIn", 2);
        var browser = site.NewBrowser();
        for (var i = 0; i < 2; i++)
        {
            var wrong = await SampleSite.SignInAsync(browser, "olivia@example.com", "wrong");
            Assert.Equal("invalid-credentials", wrong.Code);
        }

        var refused = await SampleSite.SignInAsync(
            browser,
            "olivia@example.com",
            SampleSite.Password
        );

        Assert.Equal((429, "too-many-requests"), (refused.StatusCode, refused.Code));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await browser.NavigateAsync("/account/login")).Status);
    }

    [Fact]
    public async Task Codes_BeyondTheLimit_CountForThePersonAlone()
    {
        using var site = Limited("TwoFactor", 3);
        var olivia = await site.SignedInAsync("olivia");
        var mark = await site.SignedInAsync("mark");
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(429, (await olivia.VerifyAsync("000000")).StatusCode);
        }

        var refused = await olivia.VerifyAsync("000000");

        Assert.Equal((429, "too-many-requests"), (refused.StatusCode, refused.Code));
        Assert.NotEqual(429, (await mark.VerifyAsync("000000")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await olivia.StatusAsync()).Status);
    }

    [Theory]
    [InlineData("/account/email")]
    [InlineData("/account/email/")]
    [InlineData("/account/password")]
    [InlineData("/account/password/")]
    [InlineData("/api/account/password")]
    [InlineData("/API/account/password/")]
    public async Task Passwords_BeyondTheLimit_CountForThePersonWhereverTheyAreChecked(string path)
    {
        using var site = Limited("Password", 2);
        var mark = await site.SignedInAsync("mark");
        var zoe = await site.SignedInAsync("zoe");
        var script = await mark.PostAsync(
            "/api/account/password",
            new { current = "wrong", @new = SampleAccountCalls.NewPassword }
        );
        var page = await mark.SubmitAsync(
            "/account/email",
            "/account/email",
            ("Email", "moss@example.com"),
            ("Password", "wrong")
        );
        Assert.Equal("wrong-password", script.Code);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);

        var refused = await mark.PostAsync(path);

        Assert.Equal((429, "too-many-requests"), (refused.StatusCode, refused.Code));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!), 1, 60);
        Assert.NotEqual(429, (await zoe.PostAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Passwords_AreLimitedToThirtyAMinuteUnlessTheSettingSaysOtherwise()
    {
        using var site = new SampleSite();
        var mark = await site.SignedInAsync("mark");
        for (var i = 0; i < 30; i++)
        {
            Assert.NotEqual(429, (await mark.PostAsync("/api/account/password")).StatusCode);
        }

        Assert.Equal(429, (await mark.PostAsync("/api/account/password")).StatusCode);
    }

    [Theory]
    [InlineData("/api/p/acme/invitations")]
    [InlineData("/api/p/acme/invitations/")]
    [InlineData("/p/acme/settings/members?handler=Invite")]
    [InlineData("/p/acme/settings/members/?handler=Invite")]
    public async Task Invitations_BeyondTheLimit_AreRefusedHoweverTheAddressIsWritten(string path)
    {
        using var site = Limited("Invitations", 1);
        var olivia = await site.SignedInAsync("olivia");
        await olivia.InviteAsync("nina@example.com");

        var refused = await olivia.PostAsync(path, new { email = "noah@example.com" });

        Assert.Equal((429, "too-many-requests"), (refused.StatusCode, refused.Code));
    }

    [Theory]
    [InlineData("/api/session/")]
    [InlineData("/account/login")]
    [InlineData("/account/login/")]
    [InlineData("/api/invitations/abc/accept")]
    [InlineData("/api/invitations/abc/accept/")]
    [InlineData("/invitations/abc")]
    [InlineData("/invitations/abc/")]
    public async Task SignIns_BeyondTheLimit_AreRefusedBeforeTheSessionIsLookedUp(string path)
    {
        var lookedUp = new CountingTransformation();
        using var site = new SampleSite
        {
            Settings = { ["RateLimits:SignIn"] = "2" },
            Replace = services => services.AddSingleton<IClaimsTransformation>(lookedUp),
        };
        var mark = await site.SignedInAsync("mark");
        await mark.GetAsync("/api/p/acme/live");
        var before = lookedUp.Count;
        await SampleSite.SignInAsync(site.NewBrowser(), "mark@example.com", "wrong");

        var refused = await mark.SendAsync(new HttpRequestMessage(HttpMethod.Post, path));

        Assert.Equal(429, refused.StatusCode);
        Assert.NotEqual(0, before);
        Assert.Equal(before, lookedUp.Count);
    }

    [Fact]
    public async Task Page_BeyondTheLimit_IsOneForPeople()
    {
        using var site = Limited("SignIn", 1);
        var browser = site.NewBrowser();
        await SampleSite.SignInAsync(browser, "olivia@example.com", "wrong");
        var form = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Content = new FormUrlEncodedContent([new("Email", "olivia@example.com")]),
        };
        form.Headers.Add("Accept", "text/html");

        var page = await browser.SendAsync(form);

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.NotNull(page.Header("Retry-After"));
        Assert.Contains("Try again in a moment", page.Body);
    }

    [Fact]
    public async Task Limits_AreOffWithZero()
    {
        using var site = Limited("SignIn", 0);
        var browser = site.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            var wrong = await SampleSite.SignInAsync(browser, "olivia@example.com", "wrong");
            Assert.Equal("invalid-credentials", wrong.Code);
        }
    }

    [Fact]
    public void Settings_ThatMakeNoSense_StopTheSiteAtStart()
    {
        using var site = new SampleSite
        {
            Settings = { ["RateLimits:SignIn"] = "many", ["Session:SecureCookie"] = "Sometimes" },
        };

        var failure = Assert.ThrowsAny<Exception>(() => site.NewBrowser());

        Assert.Contains("RateLimits:SignIn is 'many'", failure.ToString());
        Assert.Contains("Session:SecureCookie is 'Sometimes'", failure.ToString());
    }

    [Theory]
    [InlineData("Development", "http://0.0.0.0:8080", null, CookieSecurePolicy.SameAsRequest)]
    [InlineData("Production", "http://127.0.0.1:5080", null, CookieSecurePolicy.SameAsRequest)]
    [InlineData("Production", "http://localhost:5080", null, CookieSecurePolicy.SameAsRequest)]
    [InlineData("Production", "http://0.0.0.0:8080", null, CookieSecurePolicy.Always)]
    [InlineData("Production", "http://+:8080", null, CookieSecurePolicy.Always)]
    [InlineData("Production", "http://localhost;https://*:1", null, CookieSecurePolicy.Always)]
    [InlineData("Production", "http://127.0.0.1:5080", "Always", CookieSecurePolicy.Always)]
    [InlineData("Production", "http://*", "SameAsRequest", CookieSecurePolicy.SameAsRequest)]
    public void SessionCookie_TravelsOverPlainHttp_OnlyWhereThatStaysOnTheMachine(
        string environment,
        string urls,
        string? setting,
        CookieSecurePolicy expected
    )
    {
        using var site = new SampleSite
        {
            EnvironmentName = environment,
            Settings = { ["urls"] = urls },
        };
        if (setting is not null)
        {
            site.Settings["Session:SecureCookie"] = setting;
        }

        var options = site.Services.GetRequiredService<
            IOptionsMonitor<CookieAuthenticationOptions>
        >();

        Assert.Equal(
            expected,
            options.Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie.SecurePolicy
        );
    }

    private sealed class CountingTransformation : IClaimsTransformation
    {
        public int Count { get; private set; }

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            Count++;
            return Task.FromResult(principal);
        }
    }

    private static SampleSite Limited(string kind, int limit) =>
        new() { Settings = { [$"RateLimits:{kind}"] = $"{limit}" } };
}
