using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Looks at a page on a desk and on the narrowest phone, in light and dark, and leaves pictures.</summary>
internal static class PageInspector
{
    private const int Desk = 1280;
    private const int Phone = 320;

    // Browsers may no longer tell a table that is shown as something else from any other text, unless it says what it is.
    private const string LostTables = """
        [...document.querySelectorAll("table, thead, tbody, tr, th, td")]
          .filter((it) => !getComputedStyle(it).display.startsWith("table") && !it.hasAttribute("role"))
          .map((it) => `${it.localName}.${it.className}`)
        """;

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

            var lost = await page.EvaluateAsync<string[]>(LostTables);
            wrong.AddRange(lost.Select(it => $"{name} has no table for {it} on {width}."));
            var findings = await Axe.FindAsync(page);
            wrong.AddRange(findings.Select(it => $"{name}, {scheme}, {width}: {it}"));
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Desk, 900);
        return wrong;
    }
}
