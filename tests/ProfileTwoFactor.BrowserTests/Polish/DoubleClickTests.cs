using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>Two clicks on a button of a page without script: the browser gives up the first request and shows the second answer.</summary>
public sealed class DoubleClickTests : BrowserTest
{
    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task BindAndVerify_ClickedTwiceWithoutScript_GoOnAsAfterOneClick() =>
        OnSiteAsync(async site =>
        {
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark", scripts: false);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            var app = await mark.ScanAsync("double-click");
            await mark.FillInCodeAsync(await app.NextCodeAsync());
            await ClickTwiceAsync(mark, "Bind");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);

            await mark.GoAsync(
                $"/two-factor/profiles/acme/verify?fresh=1&returnUrl={Uri.EscapeDataString(TwoFactorSteps.Heatmap)}"
            );
            await mark.FillInCodeAsync(await app.NextCodeAsync());
            await ClickTwiceAsync(mark, "Verify");
            await mark.ExpectAtAsync(TwoFactorSteps.Heatmap);
            Assert.Equal(200, await mark.GoAsync(TwoFactorSteps.Heatmap));
            await Expect(mark.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        });

    private static Task ClickTwiceAsync(Visitor visitor, string button) =>
        visitor
            .Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .DblClickAsync();
}
