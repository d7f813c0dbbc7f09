using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>User ids that are login names: an account is deleted, and another person gets one with the same name.</summary>
public sealed class RecreatedAccountTests
{
    [Fact]
    public async Task NewPerson_WithTheUserIdOfADeletedOne_IsNotAskedForTheOldCode()
    {
        await using var host = await StartAsync();
        await host.EnableAsync("mei");
        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.False((await browser.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        var app = await host.BeginAsync(browser);
        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task NewPerson_WhoSignsInPastThePackage_IsNotAskedForTheOldCode()
    {
        await using var host = await StartAsync();
        await host.EnableAsync("mei");
        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var browser = await host.Host.BrowserAsync("mei");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task NewPerson_WhoEnables_IsAskedForTheirOwnCodeOnly()
    {
        await using var host = await StartAsync();
        var old = await host.EnableAsync("mei");
        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var mine = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");

        Assert.Equal(
            "invalid-code",
            (await browser.AccountVerifyAsync(old.App.CurrentCode())).Code
        );
        Assert.Equal(
            "invalid-code",
            (await browser.AccountBackupCodeAsync(old.BackupCodes[0])).Code
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(mine.App.CurrentCode())).Status
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_OfTheDeletedPerson_IsNotOneOfTheNewPerson(bool proven)
    {
        await using var host = await StartAsync();
        var plain = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var browser = proven ? (await host.EnableAsync("mei")).Browser : plain;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);

        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("sign-in-required", (await browser.AccountAsync()).Code);
        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task PartialSignIn_OfTheDeletedPerson_IsOver()
    {
        await using var host = await StartAsync();
        var old = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        host.Accounts.Recreate("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await browser.AccountVerifyAsync(old.App.CurrentCode());

        Assert.Equal("sign-in-required", answer.Code);
    }

    [Fact]
    public async Task Session_WhileTheDirectoryFails_IsNotAuthenticated_AndIsAfterwards()
    {
        await using var host = await StartAsync();
        var (browser, _, _) = await host.EnableAsync("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Accounts.Before = () => throw new IOException("away");

        Assert.Equal("", (await browser.GetAsync("/open")).Body);

        host.Accounts.Before = null;
        Assert.Equal("mei", (await browser.GetAsync("/open")).Body);
    }

    [Fact]
    public async Task DeletedAccount_WhoseSessionComesBack_IsNotSignedIn()
    {
        await using var host = await StartAsync();
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        host.Accounts.Close("mei");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("", (await browser.GetAsync("/open")).Body);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "")]
    [InlineData(false, "created-1")]
    public async Task Accounts_WhoseStampsDontMatchTheOption_AreRefused(bool option, string? stamp)
    {
        await using var host = await AccountHost.StartAsync(accountOptions: options =>
            options.AccountStamps = option
        );
        host.Accounts.Stamp = stamp;

        var answer = await (await host.BrowserAsync()).GetAsync("/password/mei");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
    }

    private static async Task<AccountHost> StartAsync()
    {
        var host = await AccountHost.StartAsync(accountOptions: options =>
            options.AccountStamps = true
        );
        host.Accounts.Stamp = "created-0";
        return host;
    }
}
