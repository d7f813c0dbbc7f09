using Microsoft.Playwright;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>One browser for all tests; each visitor has a context of their own in it, which shares nothing with the others.</summary>
internal static class Chromium
{
    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    // Playwright switches the back/forward cache off, since its own navigations back don't notice a page that was kept.
    private const string NoPagesKept = "--disable-back-forward-cache";

    private static readonly Lazy<Task<IBrowser>> Running = new(() => LaunchAsync([]));
    private static readonly Lazy<Task<IBrowser>> RunningWithKeptPages = new(() =>
        LaunchAsync([NoPagesKept])
    );

    public static Task<IBrowser> GetAsync() => Running.Value;

    /// <summary>One that keeps the pages people leave, as the browsers of people do. Go back with <c>history.back()</c>.</summary>
    public static Task<IBrowser> GetThatKeepsPagesAsync() => RunningWithKeptPages.Value;

    private static async Task<IBrowser> LaunchAsync(string[] withoutArguments)
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath =
                    Tools.Find("chromium")
                    ?? throw new InvalidOperationException("chromium is not installed."),
                Args = Arguments,
                IgnoreDefaultArgs = withoutArguments,
                Timeout = 120_000,
            }
        );
        // The test host has no hook for "after the last test".
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            browser.CloseAsync().Wait(TimeSpan.FromSeconds(10));
            playwright.Dispose();
        };
        return browser;
    }
}
