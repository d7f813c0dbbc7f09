using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Looks at a page on a desk and on the narrowest phone, in light and dark, and leaves pictures.</summary>
internal static class PageInspector
{
    private const int Desk = 1280;
    private const int Phone = 320;

    private static readonly (ColorScheme Scheme, int Width)[] Some =
    [
        (ColorScheme.Light, Desk),
        (ColorScheme.Dark, Phone),
    ];

    private static readonly (ColorScheme Scheme, int Width)[] Every =
    [
        .. Some,
        (ColorScheme.Light, Phone),
        (ColorScheme.Dark, Desk),
    ];

    /// <summary>In light on a desk and in dark on a phone, or <paramref name="everywhere"/> also the other way round, and from right to left.</summary>
    /// <returns>What is wrong with it.</returns>
    public static async Task<List<string>> InspectAsync(
        this Visitor visitor,
        string name,
        bool everywhere = false
    )
    {
        var page = visitor.Page;
        var wrong = new List<string>();
        foreach (var (scheme, width) in everywhere ? Every : Some)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await visitor.ScreenshotAsync($"{name}-{scheme}-{width}".ToLowerInvariant());
            var scrolled = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (scrolled > width)
            {
                wrong.Add($"{name} is {scrolled} wide on {width}.");
            }

            if (everywhere && width == Phone)
            {
                wrong.AddRange(await visitor.InspectRightToLeftAsync(name, width));
            }

            var findings = await page.RunAxe();
            wrong.AddRange(
                findings.Violations.Select(it => Describe($"{name}, {scheme}, {width}", it))
            );
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Desk, 900);
        return wrong;
    }

    private static string Describe(string where, AxeResultItem finding) =>
        $"{where}: {finding.Id}: {finding.Help} at "
        + string.Join(", ", finding.Nodes.Select(node => node.Html));
}
