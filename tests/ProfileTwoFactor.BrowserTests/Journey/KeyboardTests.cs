using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

public sealed class KeyboardTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_WithTheKeyboardAlone_SignsInBindsAndArrives() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.OpenAsync(site);
            var keyboard = mark.Page.Keyboard;

            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await Expect(mark.Page.GetByLabel("E-mail")).ToBeFocusedAsync();
            await keyboard.TypeAsync("mark@example.com");
            await keyboard.PressAsync("Tab");
            await keyboard.TypeAsync("Heatmap!2026");
            await keyboard.PressAsync("Enter");

            await mark.ExpectBindingAsync();
            await Expect(mark.Page.GetByLabel("6-digit code")).ToBeFocusedAsync();
            var app = await mark.ScanAsync("keyboard-bind");
            await ReachesAsync(mark, mark.Page.GetByRole(AriaRole.Button, new() { Name = "Bind" }));
            await keyboard.PressAsync("Shift+Tab");
            await keyboard.TypeAsync(await app.NextCodeAsync());
            await keyboard.PressAsync("Enter");

            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            mark.AssertQuiet();
        });

    private static async Task ReachesAsync(Visitor visitor, ILocator button)
    {
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(button).ToBeFocusedAsync();
        var outline = await button.EvaluateAsync<string>("it => getComputedStyle(it).outlineStyle");
        Assert.Equal("solid", outline);
    }
}
