using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Sharing;

public sealed class ShareDialogTests : BrowserTest
{
    private const string Name = "Share this heatmap";

    [NeedsTheory("chromium")]
    [InlineData(true)]
    [InlineData(false)]
    public Task ShareDialog_WithAndWithoutScript_OpensMakesALinkAndCloses(bool scripts) =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark", scripts);
            var dialog = DialogOf(mark);

            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await Expect(dialog).ToBeHiddenAsync();
            await mark.PressAsync(Name);
            await Expect(dialog).ToContainTextAsync("There are no links yet.");
            await ExpectHeadingFocusedAsync(dialog);
            await mark.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToBeHiddenAsync();

            await mark.PressAsync(Name);
            await dialog.GetByText("Anyone can view").ClickAsync();
            await mark.PressAsync("Create link");
            await Expect(dialog.GetByRole(AriaRole.Status))
                .ToHaveTextAsync("The link is ready to copy.");
            await Expect(dialog).ToHaveAccessibleDescriptionAsync("The link is ready to copy.");
            await ExpectHeadingFocusedAsync(dialog);
            await Expect(dialog.GetByLabel("Address of the link")).ToHaveCountAsync(1);
            await mark.ScreenshotAsync($"share-made-{scripts}".ToLowerInvariant());
            await mark.PressAsync("Close");
            await Expect(mark.Page.Locator("#share")).ToBeHiddenAsync();

            await mark.PressAsync(Name);
            await Expect(dialog.GetByLabel("Address of the link")).ToHaveCountAsync(1);
            mark.AssertQuiet();
        });

    [NeedsFact("chromium")]
    public Task ShareDialog_BeforeAndAfterAForm_KeepsTheFocusAndGivesItBack() =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark");
            var dialog = DialogOf(mark);
            var opener = mark.Page.GetByRole(AriaRole.Button, new() { Name = Name });

            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.PressAsync(Name);
            await AssertModalAsync(mark);
            await mark.PressAsync("Close");
            await Expect(opener).ToBeFocusedAsync();

            await mark.PressAsync(Name);
            await mark.PressAsync("Create link");
            await Expect(dialog.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await AssertModalAsync(mark);
            await mark.Page.Keyboard.PressAsync("Escape");
            await Expect(opener).ToBeFocusedAsync();

            await mark.PressAsync(Name);
            await ExpectHeadingFocusedAsync(dialog);
            // What happened before is no news any more.
            await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
            mark.AssertQuiet();
        });

    private static ILocator DialogOf(Visitor visitor) =>
        visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = Name });

    private static Task ExpectHeadingFocusedAsync(ILocator dialog) =>
        Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = Name })).ToBeFocusedAsync();

    /// <summary>The page behind can be reached neither with the keyboard nor with a screen reader.</summary>
    private static async Task AssertModalAsync(Visitor visitor)
    {
        await Expect(visitor.Page.Locator("#share:modal")).ToHaveCountAsync(1);
        for (var press = 0; press < 20; press++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            Assert.True(
                await visitor.Page.EvaluateAsync<bool>(
                    "document.activeElement === document.body || document.activeElement.closest('#share') !== null"
                )
            );
        }
    }
}
