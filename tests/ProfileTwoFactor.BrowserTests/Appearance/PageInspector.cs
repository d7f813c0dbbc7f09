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

    /// <returns>What is wrong with it.</returns>
    public static async Task<List<string>> InspectAsync(this Visitor visitor, string name)
    {
        var page = visitor.Page;
        var wrong = new List<string>();
        foreach (
            var (scheme, width) in new[] { (ColorScheme.Light, Desk), (ColorScheme.Dark, Phone) }
        )
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await visitor.ScreenshotAsync($"{name}-{scheme}-{width}".ToLowerInvariant());
            var scrolled = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (scrolled > width)
            {
                wrong.Add($"{name} is {scrolled} wide on {width}.");
            }

            var findings = await page.RunAxe();
            wrong.AddRange(findings.Violations.Select(it => Describe(name, scheme, it)));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Desk, 900);
        return wrong;
    }

    private static string Describe(string name, ColorScheme scheme, AxeResultItem finding) =>
        $"{name}, {scheme}: {finding.Id}: {finding.Help} at "
        + string.Join(", ", finding.Nodes.Select(node => node.Html));
}
