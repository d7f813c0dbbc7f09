using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Threat: a cookie between password and code that is made up, changed, or made of another cookie.</summary>
public sealed class ForgedPartialSignInTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 at all!")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task PartialSignInCookie_MadeUp_IsIgnored(string value)
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.BrowserAsync();
        PartialSignInCookies.Set(browser, Uri.EscapeDataString(value));

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/open")).Status);
    }

    [Fact]
    public async Task PartialSignInCookie_TamperedAnywhere_IsIgnored()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var value = PartialSignInCookies.Value(await host.PasswordAsync("mei"));
        for (var at = 0; at < value.Length; at += 7)
        {
            var changed = value.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            var browser = await host.BrowserAsync();
            PartialSignInCookies.Set(browser, new string(changed));

            Assert.Equal(
                "sign-in-required",
                (await browser.AccountVerifyAsync(app.CurrentCode())).Code
            );
        }
    }

    [Fact]
    public async Task PartialSignInCookie_UsedAsTheSessionCookie_IsIgnored()
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mei");
        var value = PartialSignInCookies.Value(await host.PasswordAsync("mei"));
        var browser = await host.BrowserAsync();
        browser.Cookies.Add(
            new Uri("https://localhost/"),
            new Cookie(".AspNetCore.Cookies", value)
        );

        Assert.Equal("", (await browser.GetAsync("/open")).Body);
        Assert.Equal("sign-in-required", (await browser.AccountAsync()).Code);
    }

    [Fact]
    public async Task SessionCookie_UsedAsThePartialSignInCookie_IsIgnored()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");
        var session = browser.Cookies.GetCookies(new Uri("https://localhost/"))[
            ".AspNetCore.Cookies"
        ]!.Value;
        var thief = await host.BrowserAsync();
        PartialSignInCookies.Set(thief, session);

        Assert.Equal("sign-in-required", (await thief.AccountVerifyAsync(app.CurrentCode())).Code);
    }
}
