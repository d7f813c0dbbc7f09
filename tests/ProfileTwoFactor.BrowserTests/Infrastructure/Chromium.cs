using Microsoft.Playwright;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>One browser for all tests; each visitor has a context of their own in it, which shares nothing with the others.</summary>
/// <remarks>
/// Chromium without its windows where that is installed, since no test looks at toolbars: each visitor's window has an address bar,
/// menus and suggestions, which are pages themselves and cost more processor time than the pages under test.
/// </remarks>
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

    private static readonly Lazy<Task<IBrowser>> Running = new(() =>
        LaunchAsync(Tools.Find("chromium-headless-shell") ?? Whole, [])
    );
    private static readonly Lazy<Task<IBrowser>> RunningWithKeptPages = new(() =>
        LaunchAsync(Whole, [NoPagesKept])
    );

    private static string Whole =>
        Tools.Find("chromium") ?? throw new InvalidOperationException("chromium is not installed.");

    public static Task<IBrowser> GetAsync() => Running.Value;

    /// <summary>The whole browser, which keeps the pages people leave. Go back with <c>history.back()</c>.</summary>
    public static Task<IBrowser> GetThatKeepsPagesAsync() => RunningWithKeptPages.Value;

    private static async Task<IBrowser> LaunchAsync(string program, string[] withoutArguments)
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
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
