using System.Net;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

public sealed class AccountSignInTests
{
    [Fact]
    public async Task SignIn_WithItOff_NeedsThePasswordAlone()
    {
        await using var host = await AccountHost.StartAsync();

        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task SignIn_WithItOn_OpensNoSessionBeforeTheCode()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");

        var browser = await host.PasswordAsync("mei");
        var before = await browser.GetAsync("/me");
        var open = await browser.GetAsync("/open");
        var verified = await browser.AccountVerifyAsync(app.CurrentCode());
        var after = await browser.GetAsync("/me");

        Assert.Equal("account-verification-required", before.Code);
        Assert.Equal("", open.Body);
        Assert.Equal(HttpStatusCode.NoContent, verified.Status);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Equal(["otp", "mfa"], Claims(after, AccountClaims.AuthenticationMethod));
        Assert.Equal(
            [host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString()],
            Claims(after, AccountClaims.AuthenticationTime)
        );
        Assert.Single(Claims(after, AccountClaims.Epoch));
    }

    [Fact]
    public async Task SignIn_WithABackupCode_SignsInAndSaysHowManyAreLeft()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, _, codes) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        var answer = await browser.AccountBackupCodeAsync(
            codes[3].ToLowerInvariant().Replace("-", "")
        );

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(
            ["mfa"],
            Claims(await browser.GetAsync("/me"), AccountClaims.AuthenticationMethod)
        );
        Assert.Equal(
            9,
            (await browser.AccountAsync()).Json.GetProperty("backupCodesLeft").GetInt32()
        );
    }

    [Fact]
    public async Task Navigation_InAPartialSignIn_LeadsToTheCodeAndBack()
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        var answer = await browser.NavigateAsync("/p/acme?x=1");

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal(
            "/two-factor/account/verify?returnUrl=%2Fp%2Facme%3Fx%3D1",
            answer.Response.Headers.Location?.OriginalString
        );
    }

    [Fact]
    public async Task PrincipalOfTheSession_IsMadeAtCompletion()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var before = host.Accounts.PrincipalsMade;

        await browser.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal(before + 1, host.Accounts.PrincipalsMade);
    }

    [Fact]
    public async Task RememberMe_IsKeptOverThePartialSignIn()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.BrowserAsync();
        await browser.GetAsync("/password/mei?remember=true");

        var answer = await browser.AccountVerifyAsync(app.CurrentCode());

        var session = answer
            .Response.Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith(".AspNetCore.Cookies=", StringComparison.Ordinal));
        Assert.Contains("expires=", session, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartialSignIn_OfAnotherPerson_SignsTheFirstOneOut()
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mark", HttpStatusCode.OK);

        await browser.GetAsync("/password/mei");

        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task SignIn_WithTheStoreDown_OpensNoSession()
    {
        await using var host = await AccountHost.StartAsync();
        host.Accounts.Before = () => throw new TimeoutException();

        var browser = await host.BrowserAsync();
        var answer = await browser.GetAsync("/password/mei");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task SignIn_OfAnAccountTheDirectoryDoesNotKnow_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        host.Accounts.Close("mei");

        await host.PasswordAsync("mei", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_WithARedirectInItsProperties_StillShowsTheBackupCodesOfALaterSetup()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.BrowserAsync();
        await browser.GetAsync("/password/mei?remember=true&redirect=/home");
        var app = await host.BeginAsync(browser);

        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(10, AccountHost.Codes(answer).Count);
    }

    internal static string[] Claims(Answer answer, string type) =>
        answer.Json.TryGetProperty(type, out var values)
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : [];
}
