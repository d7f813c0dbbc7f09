using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Looks at a page on a desk and on a phone, in light and dark, and leaves pictures. Whether it fits is measured on the narrowest phone, too.</summary>
internal static class PageInspector
{
    private const int Desk = 1280;
    private const int Phone = 375;
    private const int Narrowest = 320;

    private static readonly int[] Widths = [Narrowest, Phone, Desk];

    // Browsers may no longer tell a table that is shown as something else from any other text, unless it says what it is.
    private const string LostTables = """
        [...document.querySelectorAll("table, thead, tbody, tr, th, td")]
          .filter((it) => !getComputedStyle(it).display.startsWith("table") && !it.hasAttribute("role"))
          .map((it) => `${it.localName}.${it.className}`)
        """;

    private static readonly (ColorScheme, int) LightDesk = (ColorScheme.Light, Desk);
    private static readonly (ColorScheme, int) DarkPhone = (ColorScheme.Dark, Phone);
    private static readonly (ColorScheme, int)[] Every =
    [
        LightDesk,
        DarkPhone,
        (ColorScheme.Light, Phone),
        (ColorScheme.Dark, Desk),
    ];

    /// <returns>What is wrong with the page.</returns>
    public static async Task<List<string>> InspectAsync(this Visitor visitor, string name)
    {
        var looks = LooksOfThisRun.Value;
        var page = visitor.Page;
        var wrong = new List<string>();
        var combinations = await CombinationsAsync(page, looks);
        foreach (var (scheme, width) in combinations)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await visitor.ScreenshotAsync($"{name}-{scheme}-{width}".ToLowerInvariant());
            wrong.AddRange(await MeasureAsync(page, name, width));
            var findings = await Axe.FindAsync(page);
            wrong.AddRange(findings.Select(it => $"{name}, {scheme}, {width}: {it}"));
        }

        foreach (var width in Widths.Except(combinations.Select(it => it.Width)))
        {
            await page.SetViewportSizeAsync(width, 900);
            wrong.AddRange(await MeasureAsync(page, name, width));
            if (looks == Looks.Every && width == Narrowest)
            {
                wrong.AddRange(await visitor.InspectRightToLeftAsync(name, width));
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Desk, 900);
        return wrong;
    }

    private static async Task<(ColorScheme Scheme, int Width)[]> CombinationsAsync(
        IPage page,
        Looks looks
    ) =>
        looks switch
        {
            Looks.Every => Every,
            _ => await page.Locator("html").GetAttributeAsync("lang") == "ja"
                ? [DarkPhone]
                : [LightDesk],
        };

    /// <returns>What of the page doesn't fit a screen of that width, which it has.</returns>
    public static async Task<List<string>> MeasureAsync(IPage page, string name, int width)
    {
        var wrong = new List<string>();
        var scrolled = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (scrolled > width)
        {
            wrong.Add($"{name} is {scrolled} wide on {width}.");
        }

        // A dialog scrolls by itself, so the page doesn't grow with it.
        var dialog = await page.EvaluateAsync<int>(
            """
            Math.max(0, ...[...document.querySelectorAll("profile-two-factor-dialog")]
              .map((it) => it.shadowRoot.querySelector("dialog"))
              .map((it) => it.scrollWidth - it.clientWidth))
            """
        );
        if (dialog > 0)
        {
            wrong.Add($"{name} has a dialog that is {dialog} too wide on {width}.");
        }

        var lost = await page.EvaluateAsync<string[]>(LostTables);
        wrong.AddRange(lost.Select(it => $"{name} has no table for {it} on {width}."));
        return wrong;
    }
}
