using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Threat: a person who knows the password, or holds a copy of the cookie between password and code.</summary>
public sealed class PartialSignInTests
{
    [Theory]
    [InlineData("GET", "/me")]
    [InlineData("GET", "/p/acme")]
    [InlineData("GET", "/two-factor/api/account")]
    [InlineData("GET", "/two-factor/api/profiles/acme")]
    [InlineData("GET", "/two-factor/api/profiles/acme/members")]
    [InlineData("POST", "/two-factor/api/account/binding")]
    [InlineData("POST", "/two-factor/api/account/enable")]
    [InlineData("POST", "/two-factor/api/account/replace")]
    [InlineData("POST", "/two-factor/api/account/backup-codes")]
    [InlineData("POST", "/two-factor/api/account/disable")]
    [InlineData("POST", "/two-factor/api/profiles/acme/binding")]
    [InlineData("POST", "/two-factor/api/profiles/acme/verify")]
    [InlineData("POST", "/two-factor/api/profiles/acme/disable")]
    public async Task PartialSignInCookie_OpensNothingElse(string method, string path)
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("olivia");
        var browser = await host.PasswordAsync("olivia");

        var answer =
            method == "GET"
                ? await browser.GetAsync(path)
                : await browser.PostAsync(path, new { code = "123456" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("account-verification-required", answer.Code);
    }

    [Fact]
    public async Task OnlyTheAnswerThatTookThePassword_IsMarkedAsOneNotToRepeat()
    {
        const string Mark = "ProfileTwoFactor-SignIn";
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.BrowserAsync();

        var password = await browser.GetAsync("/password/mei");
        var refused = await browser.GetAsync("/p/acme");
        var verified = await browser.AccountVerifyAsync(app.CurrentCode());
        var alone = await (await host.BrowserAsync()).GetAsync("/password/olivia");

        Assert.Equal("half-way", password.Header(Mark));
        Assert.Equal("account-verification-required", refused.Code);
        Assert.All(
            [refused, verified, alone],
            answer => Assert.False(answer.Response.Headers.Contains(Mark))
        );
    }

    [Fact]
    public async Task PartialSignInCookie_AfterFiveMinutes_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task PartialSignInCookie_ReplayedAfterItsUse_IsRefused_AndCostsNoCode()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, codes) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var thief = await PartialSignInCookies.CopyAsync(host, browser);
        await browser.AccountVerifyAsync(app.CurrentCode());
        host.Clock.NextStep();

        var byCode = await thief.AccountVerifyAsync(app.CurrentCode());
        var byBackupCode = await thief.AccountBackupCodeAsync(codes[0]);

        Assert.Equal("sign-in-required", byCode.Code);
        Assert.Equal("sign-in-required", byBackupCode.Code);
        Assert.Equal("", (await thief.GetAsync("/open")).Body);
        var next = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await next.AccountVerifyAsync(app.CurrentCode())).Status
        );
    }

    [Fact]
    public async Task PartialSignInCookie_AfterSignOut_IsRefusedAlsoAsACopy()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var thief = await PartialSignInCookies.CopyAsync(host, browser);

        await browser.GetAsync("/sign-out");

        Assert.Equal("sign-in-required", (await thief.AccountVerifyAsync(app.CurrentCode())).Code);
        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task PartialSignInCookie_AfterAPasswordChange_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        host.Accounts.ChangePassword("mei");

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task PartialSignInCookie_OfAnOlderEpoch_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (owner, _, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        await owner.AccountPostAsync("disable");
        var app = await host.BeginAsync(owner);
        await owner.AccountPostAsync("enable", new { code = app.CurrentCode() });
        host.Clock.NextStep();

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task PartialSignInCookie_OfAClosedAccount_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        host.Accounts.Close("mei");

        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task PartialSignInCookie_OfAnotherPerson_TakesThatPersonsCodesOnly()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, meisApp, meisCodes) = await host.EnableAsync("mei");
        await host.EnableAsync("mark");
        var browser = await host.PasswordAsync("mark");

        Assert.Equal(
            "invalid-code",
            (await browser.AccountVerifyAsync(meisApp.CurrentCode())).Code
        );
        Assert.Equal("invalid-code", (await browser.AccountBackupCodeAsync(meisCodes[0])).Code);
        var mei = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await mei.AccountBackupCodeAsync(meisCodes[0])).Status
        );
    }

    [Fact]
    public async Task WrongCodes_OverManySignIns_ShareOneBudget()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, codes) = await host.EnableAsync("mei");
        for (var i = 0; i < 5; i++)
        {
            var browser = await host.PasswordAsync("mei");
            Assert.Equal("invalid-code", (await browser.AccountVerifyAsync(app.WrongCode())).Code);
        }

        var next = await host.PasswordAsync("mei");

        Assert.Equal("locked-out", (await next.AccountVerifyAsync(app.CurrentCode())).Code);
        Assert.Equal("locked-out", (await next.AccountBackupCodeAsync(codes[0])).Code);
    }

    [Fact]
    public async Task Completion_WithoutTheAntiforgeryToken_IsRefused()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var request = new HttpRequestMessage(HttpMethod.Post, "/two-factor/api/account/verify")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { code = app.CurrentCode() }),
        };

        var answer = await browser.SendAsync(request);

        Assert.Equal("antiforgery", answer.Code);
        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task PartialSignInCookie_ThatWasUsed_IsDeleted_AndLeadsToTheSignInAgain()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var lost = await PartialSignInCookies.CopyAsync(host, browser);
        await browser.AccountVerifyAsync(app.CurrentCode());

        await lost.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("sign-in-required", (await lost.AccountAsync()).Code);
    }

    [Fact]
    public async Task PartialSignIn_EndsWhenAnotherPersonSignsInInTheBrowser()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        var copy = await PartialSignInCookies.CopyAsync(host, browser);

        await browser.SignInAsync("mark");

        Assert.Equal("not-enabled", (await browser.AccountVerifyAsync(app.CurrentCode())).Code);
        Assert.Equal("sign-in-required", (await copy.AccountVerifyAsync(app.CurrentCode())).Code);
    }

    [Fact]
    public async Task PartialSignInCookie_OfANodeWhoseClockIsALittleAhead_IsTaken()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var browser = await host.PasswordAsync("mei");

        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddSeconds(-1));

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(app.CurrentCode())).Status
        );
    }
}
