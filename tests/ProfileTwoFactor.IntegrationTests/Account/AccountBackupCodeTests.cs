using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

public sealed class AccountBackupCodeTests
{
    [Fact]
    public async Task OneBackupCode_FromThirtyTwoBrowsersAtOnce_SignsExactlyOneIn()
    {
        await using var host = await AccountHost.StartAsync(options: package =>
        {
            package.DependencyTimeout = TimeSpan.FromSeconds(30);
            // The limit would thin the race out before it reaches the store.
            package.ConcurrentCodeAttempts = 1000;
            package.ConcurrentCodeAttemptsPerMember = 1000;
        });
        var (browser, _, codes) = await host.EnableAsync("mei");
        var crowd = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => host.PasswordAsync("mei"))
        );

        var answers = await Task.WhenAll(crowd.Select(one => one.AccountBackupCodeAsync(codes[0])));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        var inside = await Task.WhenAll(crowd.Select(one => one.GetAsync("/open")));
        Assert.Single(inside, page => page.Body == "mei");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(
            9,
            (await browser.AccountAsync()).Json.GetProperty("backupCodesLeft").GetInt32()
        );
    }

    [Fact]
    public async Task RegeneratingWhileOldCodesAreUsed_NeverLeavesOldAndNewOnesValidTogether()
    {
        await using var host = await AccountHost.StartAsync(options: package =>
        {
            package.DependencyTimeout = TimeSpan.FromSeconds(30);
            // The limit would thin the race out before it reaches the store.
            package.ConcurrentCodeAttempts = 1000;
            package.ConcurrentCodeAttemptsPerMember = 1000;
        });
        var (browser, _, old) = await host.EnableAsync("mei");
        var users = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => host.PasswordAsync("mei"))
        );

        var regenerated = browser.AccountPostAsync("backup-codes");
        var uses = Task.WhenAll(
            users.Select((user, index) => user.AccountBackupCodeAsync(old[index]))
        );
        var fresh = AccountHost.Codes(await regenerated);
        await uses;

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(
            10,
            (await browser.AccountAsync()).Json.GetProperty("backupCodesLeft").GetInt32()
        );
        // The new one first: it clears what the late old ones have cost the budget.
        var next = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await next.AccountBackupCodeAsync(fresh[0])).Status
        );
        var after = await host.PasswordAsync("mei");
        foreach (var code in old.Skip(4).Take(3))
        {
            Assert.Equal("invalid-code", (await after.AccountBackupCodeAsync(code)).Code);
        }
    }

    [Theory]
    [InlineData("lower")]
    [InlineData("plain")]
    [InlineData("spaces")]
    [InlineData("zero")]
    public async Task BackupCode_AsPeopleTypeIt_IsAccepted(string how)
    {
        await using var host = await AccountHost.StartAsync();
        var (_, _, codes) = await host.EnableAsync("mei");
        var code =
            codes.FirstOrDefault(one => one.Contains('O', StringComparison.Ordinal)) ?? codes[0];
        var browser = await host.PasswordAsync("mei");

        var typed = how switch
        {
            "lower" => code.ToLowerInvariant(),
            "plain" => code.Replace("-", "", StringComparison.Ordinal),
            "spaces" => $" {code.Replace('-', ' ')} ",
            _ => code.Replace('O', '0').Replace('I', '1'),
        };

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountBackupCodeAsync(typed)).Status
        );
    }

    [Fact]
    public async Task BackupCode_OfTheOldSetOrUsedBefore_IsRefused_AndCounts()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, old) = await host.EnableAsync("mei");
        var fresh = AccountHost.Codes(await browser.AccountPostAsync("backup-codes"));
        var next = await host.PasswordAsync("mei");
        await next.AccountBackupCodeAsync(fresh[0]);
        var after = await host.PasswordAsync("mei");

        Assert.Equal("invalid-code", (await after.AccountBackupCodeAsync(old[0])).Code);
        Assert.Equal("invalid-code", (await after.AccountBackupCodeAsync(fresh[0])).Code);
        for (var i = 0; i < 3; i++)
        {
            await after.AccountBackupCodeAsync(old[1]);
        }

        Assert.Equal("locked-out", (await after.AccountBackupCodeAsync(fresh[1])).Code);
    }

    [Fact]
    public async Task Regenerating_ShowsTenNewCodes_AndKeepsTheAuthenticator()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, old) = await host.EnableAsync("mei");

        var fresh = AccountHost.Codes(await browser.AccountPostAsync("backup-codes"));

        Assert.Equal(10, fresh.Distinct().Count());
        Assert.Empty(fresh.Intersect(old));
        var next = await host.PasswordAsync("mei");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await next.AccountVerifyAsync(app.CurrentCode())).Status
        );
    }
}
