using Microsoft.Playwright;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>What a failed test leaves behind: the site's log, and of each open browser the page, a screenshot and what it complained about.</summary>
internal static class Evidence
{
    private const float Patience = 10_000;
    private static readonly Lock Naming = new();

    /// <returns>The folder.</returns>
    public static async Task<string> KeepAsync(Site site, string test, Exception error)
    {
        var folder = CreateFolder(test);
        await File.WriteAllTextAsync(Path.Combine(folder, "failure.txt"), error.ToString());
        await File.WriteAllTextAsync(Path.Combine(folder, "site.log"), site.Output);
        foreach (var (number, visitor) in site.Visitors.Index())
        {
            await KeepAsync(visitor, Path.Combine(folder, $"browser-{number + 1}"));
        }

        return folder;
    }

    private static async Task KeepAsync(Visitor visitor, string file)
    {
        await TryAsync(() =>
            visitor.Page.ScreenshotAsync(
                new()
                {
                    Path = $"{file}.png",
                    FullPage = true,
                    Timeout = Patience,
                }
            )
        );
        await TryAsync(async () =>
        {
            var page = await visitor.Page.ContentAsync().WaitAsync(TimeSpan.FromSeconds(10));
            await File.WriteAllTextAsync($"{file}.html", $"<!-- {visitor.Page.Url} -->\n{page}");
        });
        await TryAsync(() => File.WriteAllLinesAsync($"{file}.txt", visitor.Complaints));
    }

    // A page that can't be read any more must not hide what failed.
    private static async Task TryAsync(Func<Task> keep)
    {
        try
        {
            await keep();
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // The other files say enough.
        }
    }

    private static string CreateFolder(string test)
    {
        var first = Path.Combine(TestPaths.Results, "browser", test);
        lock (Naming)
        {
            var folder = first;
            for (var again = 2; Directory.Exists(folder); again++)
            {
                folder = $"{first}-{again}";
            }

            return Directory.CreateDirectory(folder).FullName;
        }
    }
}
