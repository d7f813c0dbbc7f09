using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Threat: a copied session without proof while account two-factor authentication was on, and that waits for it to be switched off.</summary>
public sealed class SwitchedOffTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UnprovenSession_OnceItIsOffAgain_StaysRefused_AndSigningInHelps(
        bool bySupport
    )
    {
        await using var host = await AccountHost.StartAsync();
        var copy = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var enabled = await host.EnableAsync("mei");
        Assert.Equal("account-verification-required", (await copy.GetAsync("/me")).Code);

        await SwitchOffAsync(host, enabled.Browser, bySupport);

        Assert.Equal("sign-in-required", (await copy.AccountAsync()).Code);
        Assert.Equal("sign-in-required", (await copy.GetAsync("/p/acme")).Code);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/password/mei")).Status);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task SessionMadeInAnotherWayWhileItWasOn_StaysRefusedOnceItIsOff()
    {
        await using var host = await AccountHost.StartAsync();
        var enabled = await host.EnableAsync("mei");
        var other = await host.Host.BrowserAsync("mei");

        await SwitchOffAsync(host, enabled.Browser, bySupport: false);

        Assert.Equal("sign-in-required", (await other.AccountAsync()).Code);
    }

    [Fact]
    public async Task UnprovenSession_ThatSlides_StaysRefusedOnceItIsOff()
    {
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
                .AddCookie(cookie =>
                {
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(2);
                    cookie.SlidingExpiration = true;
                })
        );
        var copy = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var enabled = await host.EnableAsync("mei");
        await SwitchOffAsync(host, enabled.Browser, bySupport: false);

        // Past half of its life the framework renews the ticket, refused or not, with a new time of issue.
        host.Clock.Advance(TimeSpan.FromMinutes(70));

        Assert.Equal("sign-in-required", (await copy.AccountAsync()).Code);
        Assert.Equal("sign-in-required", (await copy.AccountAsync()).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ProvenSessions_OnEveryDevice_GoOnOnceItIsOff(bool bySupport)
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");
        var other = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await other.AccountVerifyAsync(app.CurrentCode())).Status
        );

        await SwitchOffAsync(host, browser, bySupport);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task SessionThatProvedOnlyTheAuthenticatorBefore_IsRefusedOnceItIsOff()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");
        var old = await host.PasswordAsync("mei");
        await old.AccountVerifyAsync(app.CurrentCode());
        var replaced = await host.BeginAsync(browser, "replace");
        await browser.AccountPostAsync("enable", new { code = replaced.CurrentCode() });

        await SwitchOffAsync(host, browser, bySupport: false);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.Equal("sign-in-required", (await old.AccountAsync()).Code);
    }

    [Fact]
    public async Task SessionBegunWhileItWasOff_IsRefusedAfterTheNextRoundOfOnAndOff()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, _) = await host.EnableAsync("mei");
        await SwitchOffAsync(host, browser, bySupport: false);
        var between = await host.PasswordAsync("mei", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await between.GetAsync("/me")).Status);
        host.Clock.NextStep();
        var app = await host.BeginAsync(browser);
        await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });

        await SwitchOffAsync(host, browser, bySupport: false);

        Assert.Equal("sign-in-required", (await between.AccountAsync()).Code);
    }

    private static async Task SwitchOffAsync(AccountHost host, Browser browser, bool bySupport)
    {
        if (!bySupport)
        {
            var answer = await browser.AccountPostAsync("disable");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
            return;
        }

        var removed = await host.Service<ITwoFactorOperator>()
            .RemoveAccountBindingAsync(
                "mei",
                new OperatorAction
                {
                    OperatorId = "sam",
                    OperatorName = "Sam",
                    Reason = "Lost phone",
                }
            );
        Assert.True(removed.Succeeded);
    }
}
