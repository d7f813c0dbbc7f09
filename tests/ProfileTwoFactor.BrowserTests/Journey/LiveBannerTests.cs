using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>A heatmap that is left open streams clicks, and says why when it no longer does.</summary>
public sealed class LiveBannerTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Open_pages_are_told_when_two_factor_begins_an_authenticator_is_reset_or_a_member_removed() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectLiveAsync();

            var owner = await Caller.SignInAsync(site, "olivia");
            await owner.EnableAsync();
            await ContinueAsync(mark, "live-enabled");
            await BindAndReturnAsync(mark, "live-bind");

            var olivia = await owner.OpenBrowserAsync();
            await olivia.ResetAsync("mark");
            await ContinueAsync(mark, "live-reset");
            await BindAndReturnAsync(mark, "live-bind-again");

            await olivia.RemoveAsync("mark");
            await Expect(Alert(mark)).ToContainTextAsync("You are no longer a member");
            await mark.ScreenshotAsync("live-removed");
            await Expect(mark.Page.Locator(".live-note")).ToBeHiddenAsync();
            await mark.FollowAsync("Go to the home page");
            await mark.ExpectAtAsync("/");

            Assert.All([olivia, mark], visitor => visitor.AssertQuiet());
        });

    private static async Task ContinueAsync(Visitor member, string picture)
    {
        // The dialog comes first; the banner is for a user who closes it.
        await Expect(member.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await member.Page.Keyboard.PressAsync("Escape");
        await Expect(Alert(member)).ToContainTextAsync("This profile requires a code");
        await member.ScreenshotAsync(picture);
        await Expect(member.Page.Locator(".live-note")).ToBeHiddenAsync();
        await member.FollowAsync("Continue");
        await member.ExpectBindingAsync();
    }

    private static async Task BindAndReturnAsync(Visitor member, string picture)
    {
        var app = await member.ScanAsync(picture);
        await member.EnterAsync(await app.NextCodeAsync(), "Bind");
        await member.ExpectAtAsync(TwoFactorSteps.Heatmap);
        await member.ExpectLiveAsync();
    }

    private static ILocator Alert(Visitor member) => member.Page.GetByRole(AriaRole.Alert);
}
