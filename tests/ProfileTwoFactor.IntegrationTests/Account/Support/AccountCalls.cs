using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

public static class AccountCalls
{
    public static Task<Answer> AccountPostAsync(
        this Browser browser,
        string call,
        object? body = null
    ) => browser.PostAsync($"/two-factor/api/account/{call}", body);

    public static Task<Answer> AccountAsync(this Browser browser) =>
        browser.GetAsync("/two-factor/api/account");

    public static Task<Answer> AccountVerifyAsync(this Browser browser, string code) =>
        browser.AccountPostAsync("verify", new { code });

    public static Task<Answer> AccountBackupCodeAsync(this Browser browser, string backupCode) =>
        browser.AccountPostAsync("verify", new { backupCode });
}
