using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Appearance;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Journey;

/// <summary>A person who sees little: 400 % on a screen of 1280 by 900, and no mouse.</summary>
public sealed class ZoomTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Member_AtFourHundredPercentWithTheKeyboardAlone_BindsAndVerifies() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();

            var mark = await Visitor.SignInAsync(site, "mark");
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectBindingAsync();
            var app = await mark.ScanAsync("zoom-bind");
            await ZoomAsync(mark);
            await AssertWalkAsync(mark, "otpauth:", "name=\"code\"", "submit", "mailto:olivia");
            await EnterAsync(mark, app);

            var second = await Visitor.SignInAsync(site, "mark");
            await ZoomAsync(second);
            await second.GoAsync(TwoFactorSteps.Heatmap);
            await second.ExpectVerifyingAsync();
            await AssertWalkAsync(second, "name=\"code\"", "submit", "summary");
            await second.TabToAsync(second.Page.GetByText("Use a backup code"));
            await second.Page.Keyboard.PressAsync("Enter");
            await second.TabToAsync(second.Page.GetByLabel("Backup code"));
            await EnterAsync(second, app);

            Assert.All([mark, second], visitor => visitor.AssertQuiet());
        });

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Dialog_AtFourHundredPercentWithTheKeyboardAlone_BindsAndGivesTheFocusBack() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mei = await DialogSteps.AtFirstPageAsync(site, "mei");
            var brand = mei.Page.Locator("a.brand");
            await mei.TabToAsync(brand);

            await mei.CallAsync(DialogSteps.Heatmaps);
            await Expect(mei.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            var app = await mei.ScanAsync("zoom-dialog-bind");
            await ZoomAsync(mei);
            await AssertWalkAsync(mei, "ptf-close", "otpauth:", "name=\"code\"", "submit");
            await mei.TabToAsync(mei.Code());
            await mei.Page.Keyboard.TypeAsync(await app.NextCodeAsync());

            Assert.StartsWith("200 ", Assert.Single(await mei.AnswersAsync()));
            await mei.ExpectNoDialogAsync();
            await Expect(brand).ToBeFocusedAsync();
        });

    private static Task ZoomAsync(Visitor visitor) =>
        visitor.Page.SetViewportSizeAsync(1280 / 4, 900 / 4);

    private static async Task AssertWalkAsync(Visitor visitor, params string[] stations)
    {
        var stops = await visitor.WalkAsync();
        Assert.All(stations, station => Assert.Contains(stops, stop => stop.Contains(station)));
        Assert.All(stops, stop => Assert.DoesNotMatch("is out of|is covered|has no", stop));
        Assert.Equal(
            320,
            await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")
        );
    }

    private static async Task EnterAsync(Visitor visitor, Authenticator app)
    {
        await visitor.TabToAsync(visitor.Page.GetByLabel("6-digit code"));
        await visitor.Page.Keyboard.TypeAsync(await app.NextCodeAsync());
        await visitor.ExpectAtAsync(TwoFactorSteps.Heatmap);
    }
}
