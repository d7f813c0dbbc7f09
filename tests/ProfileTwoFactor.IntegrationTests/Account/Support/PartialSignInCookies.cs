using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>The cookie between password and code, as a thief handles it.</summary>
internal static class PartialSignInCookies
{
    private const string Name = ".ProfileTwoFactor.SignIn";
    private static readonly Uri Site = new("https://localhost/");

    public static string Value(Browser browser) => browser.Cookies.GetCookies(Site)[Name]!.Value;

    public static void Set(Browser browser, string value) =>
        browser.Cookies.Add(Site, new Cookie(Name, value));

    public static async Task<Browser> CopyAsync(AccountHost host, Browser browser)
    {
        var copy = await host.BrowserAsync();
        Set(copy, Value(browser));
        return copy;
    }
}
