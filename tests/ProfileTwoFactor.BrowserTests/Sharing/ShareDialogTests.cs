using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Sharing;

public sealed class ShareDialogTests
{
    [NeedsTheory("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ShareDialog_WithAndWithoutScript_OpensMakesALinkAndCloses(bool scripts)
    {
        await using var site = await Site.StartAsync();
        await using var mark = await Visitor.SignInAsync(site, "mark", scripts);
        var dialog = mark.Page.GetByRole(AriaRole.Dialog, new() { Name = "Share this heatmap" });

        await mark.GoAsync(TwoFactorSteps.Heatmap);
        await Expect(dialog).ToBeHiddenAsync();
        await mark.PressAsync("Share this heatmap");
        await Expect(dialog).ToContainTextAsync("There is no link yet.");
        await mark.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();

        await mark.PressAsync("Share this heatmap");
        await dialog.GetByText("Anyone with the link").ClickAsync();
        await mark.PressAsync("Create link");
        await Expect(dialog.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("The link is ready to be copied.");
        await Expect(dialog.GetByLabel("Address of the link")).ToHaveCountAsync(1);
        await mark.ScreenshotAsync($"share-made-{scripts}".ToLowerInvariant());
        await mark.FollowAsync("Close");

        await Expect(mark.Page.Locator("#share")).ToBeHiddenAsync();
        mark.AssertQuiet();
    }
}
