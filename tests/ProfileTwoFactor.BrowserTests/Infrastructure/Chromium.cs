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

    private static readonly Lazy<Task<IBrowser>> Running = new(LaunchAsync);

    public static Task<IBrowser> GetAsync() => Running.Value;

    private static async Task<IBrowser> LaunchAsync()
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
