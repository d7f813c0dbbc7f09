using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Who asks their system for less motion gets none.</summary>
public sealed class MotionTests : BrowserTest
{
    // Shadow trees included, since the dialog lives in one.
    private const string Moving = """
        () => {
          const all = (root) => [...root.querySelectorAll("*")].flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : [])]);
          return all(document)
            .filter((it) => {
              const { animationName, transitionDuration } = getComputedStyle(it);
              return animationName !== "none" || /[1-9]/.test(transitionDuration);
            })
            .map((it) => it.getAttribute("class") ?? it.localName);
        }
        """;

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task Pages_AndDialog_WithReducedMotion_MoveNothing() =>
        OnSiteAsync(async site =>
        {
            var olivia = await Visitor.SignInAsync(site, "olivia");
            await olivia.GoAsync(TwoFactorSteps.Heatmap);
            await olivia.ExpectLiveAsync();
            await AssertCalmAsync(olivia, "live-click");
            await olivia.OpenSetupAsync();
            await AssertCalmAsync(olivia, "ptf-button");
            await site.EnableAsync();

            var mark = await DialogSteps.AtFirstPageAsync(site, "mark");
            await mark.CallAsync(DialogSteps.Heatmaps);
            await Expect(mark.Dialog().Locator(".ptf-qr svg")).ToBeVisibleAsync();
            await AssertCalmAsync(mark, "ptf-button");
        });

    /// <param name="visitor">Who looks.</param>
    /// <param name="moves">What moves here for everyone else; without it this would show nothing.</param>
    private static async Task AssertCalmAsync(Visitor visitor, string moves)
    {
        var page = visitor.Page;
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        Assert.Contains(moves, await page.EvaluateAsync<string[]>(Moving));

        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        Assert.Empty(await page.EvaluateAsync<string[]>(Moving));
    }
}
