using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Takes the pictures of README and docs, which are copied from <c>artifacts/screenshots</c> to <c>docs/images</c> by hand.</summary>
public sealed class DocPicturesTests : BrowserTest
{
    [NeedsTheory("chromium", "oathtool", "zbarimg")]
    [LongInlineData("en-US")]
    public Task Pictures_OfTheDocs_AreTakenInOneStory(string locale) =>
        OnSiteAsync(async site =>
        {
            var mark = await Visitor.SignInAsync(site, "mark", locale: locale);
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectLiveAsync();

            var olivia = await Visitor.SignInAsync(site, "olivia", locale: locale);
            await olivia.GoAsync(TwoFactorSteps.Members);
            await olivia.PressInPanelAsync("Enable");
            var owners = await olivia.ScanAsync("docs-owner");
            var enable = await TakeAsync(olivia, "enable");
            await olivia.Code().FillAsync(await owners.NextCodeAsync());
            await olivia.PressInFlowAsync("Enable");
            await olivia.PressInFlowAsync("Done");

            await mark.ExpectDialogAsync("Bind your authenticator");
            var marks = await mark.ScanAsync("docs-mark");
            var bind = await TakeAsync(mark, "dialog");
            await mark.Code().FillAsync(await marks.NextCodeAsync());
            await mark.ExpectNoDialogAsync();
            await mark.ExpectLiveAsync();
            await TakeAsync(mark, "heatmap");

            var mei = await Visitor.SignInAsync(site, "mei", locale: locale);
            await mei.GoAsync(TwoFactorSteps.Heatmap);
            await mei.ExpectBindingAsync();
            await TakeAsync(mei, "bind");
            await olivia.GoAsync("/p/acme/settings/security-events");
            await Expect(olivia.Panel()).ToContainTextAsync("On since");
            await TakeAsync(olivia, "panel");

            // In another browser, where the same person is asked for a code.
            var again = await DialogSteps.AtFirstPageAsync(site, "mark");
            await again.Page.GetByRole(AriaRole.Main).GetByText("Acme Store").ClickAsync();
            await again.ExpectDialogAsync("Enter your code");
            var verify = await TakeAsync(again, "verify");
            await TakeStripAsync(
                mark,
                [("1. Enable", enable), ("2. Bind", bind), ("3. Verify", verify)]
            );
        });

    private static Task<byte[]> TakeAsync(Visitor visitor, string name) =>
        visitor.Page.ScreenshotAsync(
            new() { Path = Path.Combine(TestPaths.Screenshots, $"docs-{name}.png") }
        );

    // Three pictures side by side, put together by the browser.
    private static async Task TakeStripAsync(
        Visitor visitor,
        (string Caption, byte[] Picture)[] steps
    )
    {
        var page = await visitor.Context.NewPageAsync();
        await page.SetViewportSizeAsync(1500, 420);
        await page.SetContentAsync(
            $$"""
            <style>
              body { display: grid; grid-template-columns: repeat({{steps.Length}}, 1fr); gap: 18px; margin: 12px; font: 600 20px system-ui; background: #fff; }
              figure { margin: 0; }
              img { display: block; width: 100%; margin-top: 8px; border: 1px solid #c9ced8; border-radius: 8px; }
            </style>
            {{string.Concat(
                steps.Select(step =>
                    $"<figure>{step.Caption}<img src='data:image/png;base64,{Convert.ToBase64String(step.Picture)}'></figure>"
                )
            )}}
            """
        );
        await page.Locator("body")
            .ScreenshotAsync(
                new() { Path = Path.Combine(TestPaths.Screenshots, "docs-steps.png") }
            );
    }
}
