using System.Net;
using Microsoft.AspNetCore.Identity;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>Beside ASP.NET Core Identity: its passwords and sessions, this package's second factors.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task AccountTwoFactor_OnAHostWithIdentity_TakesACodeAfterThePassword()
    {
        await using var host = await IdentityHost.StartAsync();
        var (enabled, app) = await host.EnableAsync("mei");

        var browser = await host.LoginAsync("mei", HttpStatusCode.Accepted);
        var before = await browser.GetAsync("/me");
        var verified = await browser.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("account-verification-required", before.Code);
        Assert.Equal(HttpStatusCode.NoContent, verified.Status);
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
        Assert.Equal("mei", (await enabled.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task SecurityStampValidation_WhichMakesANewPrincipal_KeepsTheProof()
    {
        await using var host = await IdentityHost.StartAsync();
        var (browser, _) = await host.EnableAsync("mei");

        for (var request = 0; request < 3; request++)
        {
            host.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
        }
    }

    [Fact]
    public async Task RefreshSignIn_InAProvenBrowser_KeepsTheProof()
    {
        await using var host = await IdentityHost.StartAsync();
        var (browser, _) = await host.EnableAsync("mei");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/refresh")).Status);

        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task IdentitysOwnSignIn_PastThePackage_IsUnproven()
    {
        await using var host = await IdentityHost.StartAsync();
        var (_, app) = await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync();

        Assert.Equal("Succeeded", (await browser.GetAsync("/identity-login?user=mei")).Body);

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
        await browser.AccountVerifyAsync(app.CurrentCode());
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task PasswordReset_EndsProvenSessionsAndPartialSignIns()
    {
        await using var host = await IdentityHost.StartAsync();
        var (browser, app) = await host.EnableAsync("mei");
        var partialSignIn = await host.LoginAsync("mei", HttpStatusCode.Accepted);

        await host.WithUsersAsync(async users =>
            await users.UpdateSecurityStampAsync((await users.FindByIdAsync("mei"))!)
        );

        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.Equal(
            "sign-in-required",
            (await partialSignIn.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task Logout_ByIdentity_EndsThePartialSignIn()
    {
        await using var host = await IdentityHost.StartAsync();
        var (_, app) = await host.EnableAsync("mei");
        var browser = await host.LoginAsync("mei", HttpStatusCode.Accepted);

        await browser.GetAsync("/logout");

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task ProfileTwoFactor_BesideIdentitysOwnTwoFactorSignIn_NeedsBothCodes()
    {
        await using var host = await IdentityHost.StartAsync();
        string? key = null;
        await host.WithUsersAsync(async users =>
        {
            var user = (await users.FindByIdAsync("olivia"))!;
            await users.ResetAuthenticatorKeyAsync(user);
            key = await users.GetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
        });
        var identitysApp = new FakeAuthenticator(key!, TimeProvider.System);
        var browser = await host.Host.BrowserAsync();

        Assert.Equal(
            "RequiresTwoFactor",
            (await browser.GetAsync("/identity-login?user=olivia")).Body
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.StatusAsync()).Status);
        Assert.Equal(
            "Succeeded",
            (await browser.GetAsync($"/identity-code?code={identitysApp.CurrentCode()}")).Body
        );
        var profilesApp = await browser.EnableAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/p/acme")).Status);

        var next = await host.Host.BrowserAsync();
        await next.GetAsync("/identity-login?user=olivia");
        await next.GetAsync($"/identity-code?code={identitysApp.CurrentCode()}");
        Assert.Equal("verification-required", (await next.GetAsync("/p/acme")).Code);
        host.Host.Clock.NextStep();
        Assert.Equal(HttpStatusCode.OK, (await next.VerifyAsync(profilesApp.CurrentCode())).Status);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/p/acme")).Status);
    }
}
