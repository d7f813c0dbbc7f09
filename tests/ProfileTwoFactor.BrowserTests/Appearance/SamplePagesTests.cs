using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>What the sample shows to guests and members.</summary>
public sealed class SamplePagesTests : BrowserTest
{
    [NeedsTheory("chromium")]
    [InlineData("en")]
    [LongInlineData("ja")]
    public Task Pages_OfTheSample_AreAccessibleAndFitEveryScreen(string language) =>
        OnSiteAsync(async site =>
        {
            var inspection = new Inspection(language);
            var guest = await inspection.VisitAsync(site);
            var mark = await inspection.VisitAsync(site, "mark");
            var zoe = await inspection.VisitAsync(site, "zoe");

            await inspection.LookAsync(guest, "/", "site-first");
            await inspection.LookAsync(
                guest,
                "/account/login?email=mark@example.com",
                "site-login"
            );
            await guest.Page.Locator("[name=Password]").FillAsync("wrong");
            await guest.SendAsync();
            await Expect(guest.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await inspection.LookAsync(guest, "site-login-wrong");
            await inspection.LookAsync(guest, "/nothing/here", "site-404", 404);

            await inspection.LookAsync(zoe, "/", "site-no-profile");
            await inspection.LookAsync(zoe, "/p/acme", "site-403", 403);

            await inspection.LookAsync(mark, "/", "site-profiles");
            await LookIntoAsync(mark, ".switcher", "site-switcher");
            await LookIntoAsync(mark, ".account", "site-menu");
            await inspection.LookAsync(mark, "/p/acme", "site-profile");
            await inspection.LookAsync(mark, TwoFactorSteps.Heatmap, "site-heatmap");
            await mark.Page.Locator("button[popovertarget=share]").First.ClickAsync();
            await inspection.LookAsync(mark, "site-share");
            await mark.Page.Locator("[name=access][value=public]").CheckAsync();
            await mark.Page.Locator(".share-form button").ClickAsync();
            await Expect(mark.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await mark.Page.Locator(".sure > summary").ClickAsync();
            await inspection.LookAsync(mark, "site-share-made");
            var link = await mark.Page.Locator("a[href^='/share/']").GetAttributeAsync("href");
            await inspection.LookAsync(guest, link!, "site-shared");

            inspection.AssertNothingWrong();

            async Task LookIntoAsync(Visitor visitor, string menu, string name)
            {
                await visitor.Page.Locator($"{menu} > summary").ClickAsync();
                await inspection.LookAsync(visitor, name);
                await visitor.Page.Locator($"{menu} > summary").ClickAsync();
            }
        });
}
