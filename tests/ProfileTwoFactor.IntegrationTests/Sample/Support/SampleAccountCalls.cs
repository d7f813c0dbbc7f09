using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample.Support;

/// <summary>What people do with the two-factor authentication of their account on the sample site.</summary>
internal static class SampleAccountCalls
{
    public const string NewPassword = "tin-kettle-orbit";

    /// <summary>Switches account two-factor authentication on; the clock stands at the next code afterwards.</summary>
    public static async Task<EnabledAccount> EnableAccountAsync(
        this SampleSite site,
        Browser browser
    )
    {
        var app = await site.BeginAccountAsync(browser);
        var enabled = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });
        Assert.True(enabled.Status == HttpStatusCode.OK, enabled.Body);
        site.Clock.NextStep();
        return new EnabledAccount(browser, app, AccountHost.Codes(enabled));
    }

    public static async Task<EnabledAccount> EnableAccountAsync(
        this SampleSite site,
        string name
    ) => await site.EnableAccountAsync(await site.SignedInAsync(name));

    /// <summary>The site's support, who needs a second factor of their own to take others' away.</summary>
    public static async Task<Browser> SupportAsync(this SampleSite site) =>
        (await site.EnableAccountAsync("sam")).Browser;

    public static async Task<FakeAuthenticator> BeginAccountAsync(
        this SampleSite site,
        Browser browser
    )
    {
        var begun = await browser.AccountPostAsync("binding");
        Assert.True(begun.Status == HttpStatusCode.OK, begun.Body);
        return new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, site.Clock);
    }

    /// <summary>A new browser whose password was right and whose code is outstanding.</summary>
    public static async Task<Browser> PartialSignInAsync(
        this SampleSite site,
        string name,
        string password = SampleSite.Password
    )
    {
        var browser = site.NewBrowser();
        var answer = await SampleSite.SignInAsync(browser, $"{name}@example.com", password);
        Assert.Equal("account-verification-required", answer.Code);
        return browser;
    }

    public static Task<Answer> ChangePasswordAsync(
        this Browser browser,
        string current = SampleSite.Password,
        string chosen = NewPassword
    ) =>
        browser.PostAsync(
            "/api/account/password",
            new Dictionary<string, string> { ["current"] = current, ["new"] = chosen }
        );

    public static Task<Answer> TakeAwayAsync(
        this Browser support,
        string name,
        string? profileId = null,
        string? reason = "lost phone, ticket 7"
    ) =>
        support.PostAsync(
            "/api/support/removals",
            new
            {
                email = $"{name}@example.com",
                profileId,
                reason,
            }
        );

    /// <summary>The codes of a list of problems and successes, by status.</summary>
    public static string Outcome(this Answer answer) => answer.Code ?? $"{answer.StatusCode}";
}
