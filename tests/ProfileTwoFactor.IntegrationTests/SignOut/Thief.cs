using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SignOut;

/// <summary>A thief who can sign in as a user and has a copy of the cookies of that user's browser.</summary>
internal static class Thief
{
    public static List<Cookie> WindowsOf(Browser browser) =>
        [
            .. browser
                .Cookies.GetAllCookies()
                .Where(cookie =>
                    cookie.Name.Contains(".ProfileTwoFactor.W.", StringComparison.Ordinal)
                    && !cookie.Expired
                ),
        ];

    public static async Task<Browser> CopyAsync(GateHost host, Browser browser, string user)
    {
        var thief = await host.BrowserAsync(user);
        foreach (var cookie in WindowsOf(browser))
        {
            thief.Cookies.Add(
                new Cookie(cookie.Name, cookie.Value, cookie.Path, "localhost") { Secure = true }
            );
        }

        return thief;
    }
}
