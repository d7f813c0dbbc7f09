using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

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
    public async Task Codes_BeyondTheLimit_CountForThePersonAndForNobodyElse()
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
        Assert.Contains("Please try again in a moment", page.Body);
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

    private static SampleSite Limited(string kind, int limit) =>
        new() { Settings = { [$"RateLimits:{kind}"] = $"{limit}" } };
}
