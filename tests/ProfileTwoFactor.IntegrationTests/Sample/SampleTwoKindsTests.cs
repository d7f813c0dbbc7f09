using System.Net;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Sample.Support;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Profile and account two-factor authentication of one person never stand in for each other.</summary>
public sealed class SampleTwoKindsTests : IDisposable
{
    private readonly SampleSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task With_both_kinds_on_both_codes_are_needed()
    {
        var (olivia, account, _) = await _site.EnableAccountAsync("olivia");
        var profile = await olivia.EnableAsync();
        _site.Clock.NextStep();
        var browser = await _site.PartialSignInAsync("olivia");

        var before = await browser.GetAsync("/api/p/acme/live");
        await browser.AccountVerifyAsync(account.CurrentCode());
        var between = await browser.GetAsync("/api/p/acme/live");
        var verified = await browser.VerifyAsync(profile.CurrentCode());

        Assert.Equal("account-verification-required", before.Code);
        Assert.Equal("verification-required", between.Code);
        Assert.Equal(HttpStatusCode.OK, verified.Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task A_code_of_one_kind_is_refused_at_the_other_and_not_consumed()
    {
        var (olivia, account, _) = await _site.EnableAccountAsync("olivia");
        var profile = await olivia.EnableAsync();
        _site.Clock.NextStep();
        var browser = await _site.PartialSignInAsync("olivia");

        Assert.Equal(
            "invalid-code",
            (await browser.AccountVerifyAsync(profile.CurrentCode())).Code
        );
        Assert.Equal("204", (await browser.AccountVerifyAsync(account.CurrentCode())).Outcome());
        var another = await _site.PartialSignInAsync("olivia");
        _site.Clock.NextStep();
        await another.AccountVerifyAsync(account.CurrentCode());
        Assert.Equal("invalid-code", (await another.VerifyAsync(account.CurrentCode())).Code);
        Assert.Equal(HttpStatusCode.OK, (await another.VerifyAsync(profile.CurrentCode())).Status);
    }

    [Fact]
    public async Task A_backup_code_of_one_kind_is_refused_at_the_other_and_not_consumed()
    {
        var (olivia, account, accountCodes) = await _site.EnableAccountAsync("olivia");
        await olivia.EnableAsync();
        var issued = await olivia.ProfilePostAsync("acme", "backup-codes");
        var profileCode = issued.Json.GetProperty("backupCodes")[0].GetString()!;
        var browser = await _site.PartialSignInAsync("olivia");

        Assert.Equal("invalid-code", (await browser.AccountBackupCodeAsync(profileCode)).Code);
        Assert.Equal("204", (await browser.AccountVerifyAsync(account.CurrentCode())).Outcome());
        var wrongPlace = await browser.ProfilePostAsync(
            "acme",
            "verify",
            new { backupCode = accountCodes[0] }
        );
        var rightPlace = await browser.ProfilePostAsync(
            "acme",
            "verify",
            new { backupCode = profileCode }
        );

        Assert.Equal("invalid-code", wrongPlace.Code);
        Assert.Equal(HttpStatusCode.OK, rightPlace.Status);
        var another = await _site.PartialSignInAsync("olivia");
        Assert.Equal("204", (await another.AccountBackupCodeAsync(accountCodes[0])).Outcome());
    }

    [Fact]
    public async Task Switching_one_kind_off_leaves_the_other_on()
    {
        var (olivia, account, _) = await _site.EnableAccountAsync("olivia");
        var profile = await olivia.EnableAsync();

        await olivia.AccountPostAsync("disable");
        Assert.True((await olivia.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        _site.Clock.NextStep();
        var passwordOnly = await _site.SignedInAsync("olivia");
        Assert.Equal(
            "verification-required",
            (await passwordOnly.GetAsync("/api/p/acme/live")).Code
        );

        Assert.Equal(
            HttpStatusCode.OK,
            (await passwordOnly.VerifyAsync(profile.CurrentCode())).Status
        );
        var again = await _site.EnableAccountAsync(passwordOnly);
        await passwordOnly.ProfilePostAsync("acme", "disable");
        Assert.True((await passwordOnly.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        Assert.NotEqual(account.Secret, again.App.Secret);
        await _site.PartialSignInAsync("olivia");
    }

    [Fact]
    public async Task Proving_the_account_is_no_fresh_proof_for_the_profile()
    {
        var (olivia, account, _) = await _site.EnableAccountAsync("olivia");
        await olivia.EnableAsync();
        _site.Clock.Advance(TimeSpan.FromMinutes(11));

        await olivia.AccountVerifyAsync(account.CurrentCode());
        var answer = await olivia.ProfilePostAsync("acme", "disable");

        Assert.Equal("fresh-verification-required", answer.Code);
    }
}
