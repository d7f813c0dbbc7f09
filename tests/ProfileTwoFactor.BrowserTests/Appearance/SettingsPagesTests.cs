using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Account;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>What the sample shows to the Owner, to people about their own account, to who is invited, and to support.</summary>
public sealed class SettingsPagesTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [InlineData("ja")]
    [LongInlineData("en")]
    public Task Settings_OfTheSample_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(async site =>
        {
            var inspection = new Inspection(language);
            var olivia = await inspection.VisitAsync(site, "olivia");

            await inspection.LookAsync(olivia, WordlessSteps.Members, "site-members-off");
            await olivia.OpenQrAsync(WordlessSteps.Bind);
            await olivia.ConfirmQrAsync($"settings-qr-{language}");
            await inspection.LookAsync(olivia, "/p/acme/settings/security-events", "site-events");
            await inspection.LookAsync(olivia, "/two-factor/profiles/acme/history", "history");
            await olivia.GoAsync(WordlessSteps.Members);
            await olivia.Page.Locator("#email").FillAsync("nina@example.com");
            await olivia.SendAsync("form.one-line");
            await Expect(olivia.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await inspection.LookAsync(olivia, "site-members-on");
            await olivia.LeaveByAsync(olivia.Page.Locator("a[href$='/remove']").First);
            await inspection.LookAsync(olivia, "site-member-remove");
            foreach (var page in new[] { "profile", "email", "password", "security" })
            {
                await inspection.LookAsync(olivia, $"/account/{page}", $"site-account-{page}");
            }

            var invitation = new Uri(await olivia.InvitationAsync("nina")).AbsolutePath;
            await inspection.LookAsync(olivia, invitation, "site-invitation-other", 403);
            var nina = await inspection.VisitAsync(site);
            await inspection.LookAsync(nina, invitation, "site-invitation");
            await nina.SendAsync();
            await Expect(nina.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await inspection.LookAsync(nina, "site-invitation-refused");

            var sam = await inspection.VisitAsync(site, "sam");
            // The support page leads to the set-up of an account without a second factor, and back.
            await sam.GoAsync("/support");
            await sam.BeginAsync();
            await sam.ConfirmSetupAsync($"settings-support-{language}");
            await sam.Page.Locator("form.ptf-saved button").ClickAsync();
            await sam.Page.Locator("#Email").FillAsync("olivia@example.com");
            await sam.SendAsync("form.one-line");
            await Expect(sam.Page.Locator("#person")).ToBeVisibleAsync();
            await inspection.LookAsync(sam, "site-support");
            await sam.Page.Locator("button[name=What]").First.ClickAsync();
            await Expect(sam.Page.Locator("#Reason")).ToBeVisibleAsync();
            await inspection.LookAsync(sam, "site-support-remove");

            inspection.AssertNothingWrong();
        });
}
