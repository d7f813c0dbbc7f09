using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

public sealed class PrintTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task BackupCodes_OnPaper_AreTheHeadingWhoseTheyAreAndTheCodes() =>
        OnSiteAsync(async site =>
        {
            var owner = await Caller.SignInAsync(site, "olivia");
            await owner.EnableAsync();
            var olivia = await owner.OpenBrowserAsync();
            await olivia.GoAsync("/two-factor/profiles/acme/manage?confirm=codes");
            await olivia.PressAsync("Create codes");
            await Expect(olivia.Page.Locator(".ptf-codes li")).ToHaveCountAsync(10);
            var codes = await olivia.Page.Locator(".ptf-codes code").AllInnerTextsAsync();
            // What the layout of a host has around the page.
            await olivia.Page.EvaluateAsync(
                """document.body.insertAdjacentHTML("afterbegin", "<nav>Reports</nav>")"""
            );

            await olivia.Page.EmulateMediaAsync(
                new() { Media = Media.Print, ColorScheme = ColorScheme.Dark }
            );
            await olivia.ScreenshotAsync("print-codes");
            var printed = await olivia.Page.EvaluateAsync<string>("document.body.innerText");

            Assert.Equal(
                ["Your backup codes", "Heatmap - Acme Store - olivia@example.com", .. codes],
                printed.Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            );
            // A dark page on paper would be a page of ink.
            Assert.Equal(
                "rgb(0, 0, 0) on rgb(255, 255, 255)",
                await olivia.Page.EvaluateAsync<string>(
                    """
                    () => {
                      const colour = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
                      return `${colour(".ptf-codes code", "color")} on ${colour(".ptf-codes", "backgroundColor")}`;
                    }
                    """
                )
            );
        });
}
