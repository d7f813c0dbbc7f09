using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Account;

public sealed class AccountSetupTests
{
    [Fact]
    public async Task Enable_ByAPasskey_WithoutPasskeys_IsInvalid()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        var refused = await browser.AccountPostAsync("enable", new { credential = new { } });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.StartsWith(
            "This site doesn't accept passkeys",
            refused.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Setup_RightCode_SwitchesOnAndShowsTenBackupCodes()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        var before = await browser.AccountAsync();
        var app = await host.BeginAsync(browser);
        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });
        var after = await browser.AccountAsync();

        Assert.Equal("mei@example.com", before.Json.GetProperty("accountName").GetString());
        Assert.False(before.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(0, before.Json.GetProperty("backupCodesLeft").GetInt32());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(10, AccountHost.Codes(answer).Distinct().Count());
        Assert.True(after.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(
            host.Clock.GetUtcNow(),
            after.Json.GetProperty("enabledAt").GetDateTimeOffset()
        );
        Assert.Equal(10, after.Json.GetProperty("backupCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Setup_LeftUnfinished_StaysOff()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        await host.BeginAsync(browser);

        Assert.False((await browser.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        await host.PasswordAsync("mei", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Setup_EntryInTheApp_IsNamedAfterApplicationAndSignInEmail()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        var setup = await browser.AccountPostAsync("binding");

        Assert.StartsWith(
            "otpauth://totp/Heatmap:mei%40example.com?",
            setup.Json.GetProperty("otpauthUri").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Setup_WrongCode_StaysOffAndTheSecretStillWaits()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);

        var wrong = await browser.AccountPostAsync("enable", new { code = app.WrongCode() });
        var right = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });

        Assert.Equal("invalid-code", wrong.Code);
        Assert.Equal(HttpStatusCode.OK, right.Status);
    }

    [Fact]
    public async Task Setup_FromAnotherBrowserOfThePerson_FindsNothingPending()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var other = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);

        var answer = await other.AccountPostAsync("enable", new { code = app.CurrentCode() });

        Assert.Equal("no-pending-binding", answer.Code);
    }

    [Fact]
    public async Task Setup_WhenItIsOn_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");

        Assert.Equal("already-enabled", (await browser.AccountPostAsync("binding")).Code);
        Assert.Equal(
            "no-pending-binding",
            (await browser.AccountPostAsync("enable", new { code = app.CurrentCode() })).Code
        );
    }

    [Fact]
    public async Task ConfirmingCode_UsedAgainToSignIn_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);
        var code = app.CurrentCode();
        await browser.AccountPostAsync("enable", new { code });
        var other = await host.PasswordAsync("mei");

        Assert.Equal("invalid-code", (await other.AccountVerifyAsync(code)).Code);
    }

    [Fact]
    public async Task Replace_OldAuthenticatorWorksUntilTheNewOneIsProven_ThenOldCodesAndBackupCodesAreInvalid()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, old, oldCodes) = await host.EnableAsync("mei");
        var enabledAt = (await browser.AccountAsync()).Json.GetProperty("enabledAt").GetString();

        var fresh = await host.BeginAsync(browser, "replace");
        var meanwhile = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await meanwhile.AccountVerifyAsync(old.CurrentCode())).Status
        );
        host.Clock.NextStep();
        var swapped = await browser.AccountPostAsync("enable", new { code = fresh.CurrentCode() });
        host.Clock.NextStep();

        Assert.Equal(10, AccountHost.Codes(swapped).Count);
        Assert.Empty(AccountHost.Codes(swapped).Intersect(oldCodes));
        Assert.Equal(
            enabledAt,
            (await browser.AccountAsync()).Json.GetProperty("enabledAt").GetString()
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await meanwhile.GetAsync("/me")).Status);
        var next = await host.PasswordAsync("mei");
        Assert.Equal("invalid-code", (await next.AccountVerifyAsync(old.CurrentCode())).Code);
        Assert.Equal("invalid-code", (await next.AccountBackupCodeAsync(oldCodes[0])).Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await next.AccountVerifyAsync(fresh.CurrentCode())).Status
        );
    }

    [Fact]
    public async Task Disable_ThenSignIn_TakesThePasswordAlone_AndSetupStartsFromNothing()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, codes) = await host.EnableAsync("mei");

        var off = await browser.AccountPostAsync("disable");
        var next = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var again = await host.BeginAsync(next);

        Assert.Equal(HttpStatusCode.OK, off.Status);
        Assert.False(off.Json.GetProperty("enabled").GetBoolean());
        Assert.NotEqual(app.Secret, again.Secret);
        Assert.Equal("not-enabled", (await next.AccountBackupCodeAsync(codes[0])).Code);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("backup-codes")]
    [InlineData("disable")]
    public async Task SensitiveCall_WithoutAFreshCode_IsRefused(string call)
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var old = await browser.AccountPostAsync(call);
        host.Clock.Advance(TimeSpan.FromHours(25));
        var lapsed = await browser.AccountPostAsync(call);
        var proven = await browser.AccountVerifyAsync(app.CurrentCode());
        var fresh = await browser.AccountPostAsync(call);

        Assert.Equal("fresh-verification-required", old.Code);
        Assert.Equal(600, old.Json.GetProperty("maxAge").GetInt32());
        Assert.Equal("verification-required", lapsed.Code);
        Assert.Equal(HttpStatusCode.NoContent, proven.Status);
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("backup-codes")]
    [InlineData("disable")]
    [InlineData("verify")]
    public async Task Call_WhenItIsOff_SaysNotEnabled(string call)
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        var answer = await browser.AccountPostAsync(
            call,
            call == "verify" ? new { code = "123456" } : null
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("not-enabled", answer.Code);
    }
}
