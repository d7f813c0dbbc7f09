using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Looks at a page in light on a desk and in dark on the narrowest phone, and leaves pictures.</summary>
internal static class PageInspector
{
    private const int Desk = 1280;
    private const int Phone = 320;

    public static async Task AssertPresentableAsync(this Visitor visitor, string name)
    {
        var page = visitor.Page;
        foreach (
            var (scheme, width) in new[] { (ColorScheme.Light, Desk), (ColorScheme.Dark, Phone) }
        )
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await visitor.ScreenshotAsync($"{name}-{scheme}-{width}".ToLowerInvariant());
            var scrolled = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(scrolled <= width, $"{name} is {scrolled} wide on {width}.");
            var findings = await page.RunAxe();
            Assert.True(findings.Violations.Length == 0, Describe(name, scheme, findings));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Desk, 900);
    }

    private static string Describe(string name, ColorScheme scheme, AxeResult findings) =>
        $"{name}, {scheme}: "
        + string.Join(
            "; ",
            findings.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}"
            )
        );
}
