using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Account;

public sealed class AccountAppearanceTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("en")]
    [InlineData("ja")]
    public Task Pages_OfAnAccount_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(async site =>
        {
            var wrong = new List<string>();
            var mark = await SignInAsync(site, language);
            var page = mark.Page;

            await mark.GoAsync(AccountSteps.Status);
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await InspectAsync(mark, "off");
            await mark.GoAsync(AccountSteps.Status + "/setup");
            await InspectAsync(mark, "setup");
            await mark.BeginAsync();
            await InspectAsync(mark, "qr");
            var app = await mark.ScanQrAsync($"account-qr-scan-{language}");
            await page.Locator("[data-ptf-reveal]").ClickAsync();
            await Expect(page.Locator(".ptf-key")).ToBeVisibleAsync();
            await InspectAsync(mark, "qr-key");
            await page.Locator("form[action$='/setup'] button").ClickAsync();
            await page.Locator("#code").FillAsync(await app.WrongCodeAsync());
            await page.Locator("form[data-ptf-once] button:not(.ptf-secondary)").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await InspectAsync(mark, "code-wrong");
            await page.Locator("#code").FillAsync(await app.NextCodeAsync());
            await page.Locator("form[data-ptf-once] button:not(.ptf-secondary)").ClickAsync();
            await Expect(page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            await InspectAsync(mark, "codes");
            var codes = await page.Locator(".ptf-codes code").AllInnerTextsAsync();
            await page.Locator("form.ptf-saved button").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await InspectAsync(mark, "on");
            foreach (var name in new[] { "replace", "backup-codes", "disable" })
            {
                await mark.GoAsync($"{AccountSteps.Status}/{name}");
                await Expect(page.Locator("form[method=post] button")).ToBeVisibleAsync();
                await InspectAsync(mark, name);
            }

            var second = await SignInAsync(site, language);
            await second.GoAsync(AccountSteps.Verify);
            await InspectAsync(second, "verify");
            await second.FillInCodeAsync(await app.WrongCodeAsync());
            await Expect(second.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await InspectAsync(second, "verify-wrong");
            foreach (var code in codes.Take(7))
            {
                await second.GoAsync(
                    AccountSteps.Verify + "?fresh=1&returnUrl=/two-factor/account"
                );
                await second.Page.Locator("summary").First.ClickAsync();
                await second.Page.Locator("#backupCode").FillAsync(code);
                await second.Page.Locator("form[action*='handler=backup'] button").ClickAsync();
                await Expect(second.Page.Locator("#backupCode")).ToHaveCountAsync(0);
            }

            await InspectAsync(second, "few-codes");
            await second.GoAsync(AccountSteps.Status);
            await InspectAsync(second, "on-few-codes");
            await second.GoAsync(AccountSteps.Status + "/lost");
            await InspectAsync(second, "lost");
            var nobody = await OpenAsync(site, language);
            await nobody.GoAsync(AccountSteps.Verify);
            await InspectAsync(nobody, "expired");

            Assert.Empty(wrong);
            Assert.All([mark, second, nobody], visitor => visitor.AssertQuiet());

            async Task InspectAsync(Visitor visitor, string name) =>
                wrong.AddRange(await visitor.InspectAsync($"account-{name}-{language}"));
        });

    private static Task<Visitor> OpenAsync(Site site, string language) =>
        Visitor.OpenAsync(site, locale: language == "ja" ? "ja-JP" : "en-US");

    private static async Task<Visitor> SignInAsync(Site site, string language)
    {
        var visitor = await OpenAsync(site, language);
        await visitor.GoAsync("/account/login");
        await visitor.Page.Locator("[name=Email]").FillAsync("mark@example.com");
        await visitor.Page.Locator("[name=Password]").FillAsync("Heatmap!2026");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("[name=Password]")).ToHaveCountAsync(0);
        return visitor;
    }
}
