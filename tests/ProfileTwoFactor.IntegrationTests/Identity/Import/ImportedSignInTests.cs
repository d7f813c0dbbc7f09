using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Pages.Account;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>How an imported user signs in.</summary>
public sealed class ImportedSignInTests : IDisposable
{
    private readonly string _file = Path.Combine(
        Path.GetTempPath(),
        $"import-{Guid.NewGuid():N}.db"
    );

    [Fact]
    public async Task CodeThatIdentityCouldHaveAccepted_DoesNotWorkAfterTheImport_AndALaterOneDoes()
    {
        await using var site = await StartAsync();
        var (key, _) = await site.AddUserAsync("mei");
        var app = new FakeAuthenticator(key, site.Clock);
        var atIdentity = app.CurrentCode();
        await site.WithAsync(async users =>
            Assert.True(
                await users.VerifyTwoFactorTokenAsync(
                    (await users.FindByIdAsync("mei"))!,
                    "Authenticator",
                    atIdentity
                )
            )
        );
        await site.Import.ImportAccountAsync("mei", ImportSite.Request);
        var browser = await LoginAsync(site, HttpStatusCode.Accepted);

        var refused = await browser.AccountVerifyAsync(atIdentity);

        Assert.Equal("locked-out", refused.Code);
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        Assert.Equal("invalid-code", (await browser.AccountVerifyAsync(atIdentity)).Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(app.CurrentCode())).Status
        );
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
        await site.WithAsync(async users =>
            Assert.False(
                await users.VerifyTwoFactorTokenAsync(
                    (await users.FindByIdAsync("mei"))!,
                    "Authenticator",
                    new FakeAuthenticator(key, TimeProvider.System).CurrentCode()
                )
            )
        );
    }

    [Fact]
    public async Task CallerWithOnlyThePassword_DoesNotLearnWhetherTheWaitIsForAnImportOrForWrongCodes()
    {
        await using var site = await StartAsync();
        var (key, _) = await site.AddUserAsync("mei");
        await site.Import.ImportAccountAsync("mei", ImportSite.Request);
        var app = new FakeAuthenticator(key, site.Clock);
        var browser = await LoginAsync(site, HttpStatusCode.Accepted);
        var afterImport = await SeenAsync(site, browser, app.CurrentCode());
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("invalid-code", (await browser.AccountVerifyAsync(app.WrongCode())).Code);
        }

        var afterWrongCodes = await SeenAsync(site, browser, app.CurrentCode());

        Assert.Equal(afterWrongCodes, afterImport);
    }

    [Fact]
    public async Task RecoveryCodeOfIdentity_WorksOnce_InAnySpelling()
    {
        await using var site = await StartAsync();
        var (_, codes) = await site.AddUserAsync("mei");
        await site.Import.ImportAccountAsync("mei", ImportSite.Request);
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        var first = await LoginAsync(site, HttpStatusCode.Accepted);
        var second = await LoginAsync(site, HttpStatusCode.Accepted);

        var typed = codes[0].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal(HttpStatusCode.NoContent, (await first.AccountBackupCodeAsync(typed)).Status);

        Assert.Equal("mei", (await first.GetAsync("/me")).Body);
        Assert.Equal("invalid-code", (await second.AccountBackupCodeAsync(codes[0])).Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await second.AccountBackupCodeAsync(codes[1])).Status
        );
    }

    [Fact]
    public async Task SessionFromBeforeTheImport_AsksForACode()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei", enabled: false);
        var browser = await LoginAsync(site, HttpStatusCode.OK);
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
        await site.WithAsync(async users =>
        {
            var user = (await users.FindByIdAsync("mei"))!;
            user.TwoFactorEnabled = true;
            await users.UpdateAsync(user);
        });

        await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
    }

    [Fact]
    public async Task SignIn_WhereTheAppImportsThen_ImportsAndAsksForTheCode()
    {
        await using var site = await StartAsync(atSignIn: true);
        var (key, _) = await site.AddUserAsync("mei");

        var browser = await LoginAsync(site, HttpStatusCode.Accepted);

        Assert.Equal(
            "Identity: False, key False, 0 codes; package: True",
            await site.StateAsync("mei")
        );
        site.Clock.Advance(TimeSpan.FromSeconds(151));
        var app = new FakeAuthenticator(key, site.Clock);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(app.CurrentCode())).Status
        );
        Assert.Equal("mei", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task SignIn_OfAUserWhoCannotBeImported_IsRefused()
    {
        await using var site = await StartAsync(atSignIn: true);
        await site.AddUserAsync("mei", key: "garbage!");

        var browser = await LoginAsync(site, HttpStatusCode.Unauthorized);

        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.Equal(
            "Identity: True, key True, 2 codes; package: False",
            await site.StateAsync("mei")
        );
    }

    [Fact]
    public async Task SignIn_WhileTheImportFails_IsUnavailable()
    {
        await using var site = await StartAsync(atSignIn: true);
        await site.AddUserAsync("mei");
        site.Faults.BeforeCommand = sql =>
        {
            if (sql.Contains("TwoFactorPolicies", StringComparison.Ordinal))
            {
                throw new IOException("The disk is full.");
            }
        };

        await LoginAsync(site, HttpStatusCode.ServiceUnavailable);

        Assert.Equal(
            "Identity: True, key True, 2 codes; package: False",
            await site.StateAsync("mei")
        );
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private static async Task<Browser> LoginAsync(ImportSite site, HttpStatusCode expected)
    {
        var browser = new Browser(site.App.GetTestServer(), site.Clock);
        Assert.Equal(expected, (await browser.GetAsync("/login?user=mei")).Status);
        return browser;
    }

    /// <summary>What a call and the page say, without the time to wait.</summary>
    private static async Task<(string Call, string Page)> SeenAsync(
        ImportSite site,
        Browser browser,
        string code
    )
    {
        var call = await browser.AccountVerifyAsync(code);
        Assert.Equal("locked-out", call.Code);
        var page = await new Person(browser, site.Clock).PostAsync(
            "/two-factor/account/verify",
            ("code", code)
        );
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        var problem = page.Document.QuerySelector("#ptf-problem")!.TextContent.Trim();
        Assert.StartsWith("No code is accepted at the moment", problem, StringComparison.Ordinal);
        var members = call
            .Json.EnumerateObject()
            .Where(member => member.Name != "retryAfter")
            .Select(member => member.ToString());
        return (
            string.Join(", ", members),
            problem[..problem.IndexOf(" Try again", StringComparison.Ordinal)]
        );
    }

    private Task<ImportSite> StartAsync(bool atSignIn = false) =>
        ImportSite.StartAsync(
            options => options.UseSqlite($"Data Source={_file}"),
            atSignIn: atSignIn
        );
}
