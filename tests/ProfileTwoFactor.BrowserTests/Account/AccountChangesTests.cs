using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

public sealed class AccountChangesTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Token_is_reset_backup_codes_are_renewed_and_all_of_it_is_switched_off() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var (old, first) = await mark.SetUpAsync("changes-setup");

            await mark.GoAsync(AccountSteps.Status + "/replace");
            await mark.BeginAsync();
            var app = await mark.ScanQrAsync("changes-reset");
            await mark.ConfirmAsync(await app.NextCodeAsync(), "Confirm");
            var second = await mark.SaveCodesAsync();
            await mark.ExpectDoneAsync("Your new authenticator is active.");
            Assert.NotEqual(old.Secret, app.Secret);

            await mark.GoAsync(AccountSteps.Status + "/backup-codes");
            await mark.PressAsync("Create codes");
            var third = await mark.SaveCodesAsync();
            await mark.ExpectDoneAsync("Your new backup codes are active.");
            Assert.Equal(30, first.Concat(second).Concat(third).Distinct().Count());

            var later = await Visitor.SignInAtFormAsync(site, "mark");
            await later.ExpectRefusedAsync(await old.NextCodeAsync(), "Verify");
            await later.UseBackupCodeAsync(second[0]);
            await Expect(later.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("The backup code wasn't accepted.");
            await later.Page.GetByLabel("Backup code").FillAsync(third[9]);
            await later.PressAsync("Use this code");
            await Expect(later.Page)
                .Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("verify"));

            await mark.GoAsync(AccountSteps.Status + "/disable");
            await mark.PressAsync("Disable");
            await mark.ExpectDoneAsync("Two-factor authentication is off.");
            var alone = await Visitor.SignInAsync(site, "mark");
            Assert.Equal(200, await alone.GoAsync("/p/acme/heatmaps/home"));

            Assert.All([mark, later, alone], visitor => visitor.AssertQuiet());
        });
}
