using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Neither kind ever stands in for the other.</summary>
public sealed class AccountIndependenceTests
{
    [Fact]
    public async Task AccountsCode_AtAProfile_IsRefusedAndNotConsumed()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, account, codes) = await host.EnableAsync("olivia");
        await browser.EnableAsync();
        host.Clock.NextStep();
        var code = account.CurrentCode();

        Assert.Equal("invalid-code", (await browser.VerifyAsync(code)).Code);
        Assert.Equal(
            "invalid-code",
            (await browser.ProfilePostAsync("acme", "verify", new { backupCode = codes[0] })).Code
        );

        var next = await host.PasswordAsync("olivia");
        Assert.Equal(HttpStatusCode.NoContent, (await next.AccountVerifyAsync(code)).Status);
        var after = await host.PasswordAsync("olivia");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await after.AccountBackupCodeAsync(codes[0])).Status
        );
    }

    [Fact]
    public async Task ProfilesCode_AtTheAccount_IsRefusedAndNotConsumed()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, _) = await host.EnableAsync("olivia");
        var profile = await browser.EnableAsync();
        host.Clock.NextStep();
        var code = profile.CurrentCode();

        Assert.Equal("invalid-code", (await browser.AccountVerifyAsync(code)).Code);

        Assert.Equal(HttpStatusCode.OK, (await browser.VerifyAsync(code)).Status);
    }

    [Fact]
    public async Task SignInWithACode_OpensNoProfile()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("olivia");
        await browser.EnableAsync();
        var next = await host.PasswordAsync("olivia");
        await next.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("verification-required", (await next.GetAsync("/p/acme")).Code);
        Assert.Equal(
            "verification-required",
            (await next.ProfilePostAsync("acme", "disable")).Code
        );
    }

    [Fact]
    public async Task ProfilesWindow_IsNoFreshProofForTheAccount()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, _) = await host.EnableAsync("olivia");
        var profile = await browser.EnableAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await browser.VerifyAsync(profile.CurrentCode());

        Assert.Equal(
            "fresh-verification-required",
            (await browser.AccountPostAsync("disable")).Code
        );
    }

    [Fact]
    public async Task SwitchingOneOff_LeavesTheOtherAlone()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("olivia");
        var profile = await browser.EnableAsync();

        await browser.AccountPostAsync("disable");
        var other = await host.PasswordAsync("olivia", HttpStatusCode.OK);
        Assert.Equal("verification-required", (await other.GetAsync("/p/acme")).Code);
        host.Clock.NextStep();
        Assert.Equal(HttpStatusCode.OK, (await other.VerifyAsync(profile.CurrentCode())).Status);

        var again = await host.BeginAsync(browser);
        await browser.AccountPostAsync("enable", new { code = again.CurrentCode() });
        await browser.ProfilePostAsync("acme", "disable");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/p/acme")).Status);
        await host.PasswordAsync("olivia");
        Assert.NotEqual(app.Secret, again.Secret);
    }
}
