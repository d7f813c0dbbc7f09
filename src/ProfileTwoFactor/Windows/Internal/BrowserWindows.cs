using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Closes a browser's windows at sign-out, by its cookies alone: for the browser, for every copy of them, and on all nodes.</summary>
internal sealed class BrowserWindows(
    WindowStore store,
    WindowTokens tokens,
    DecisionCache decisions,
    ILogger<BrowserWindows> logger
)
{
    public Task CloseAllAsync(HttpContext context) =>
        CloseAsync(WindowCookieWriter.ForgetAll(context));

    /// <summary>Closes the windows of one profile.</summary>
    public Task CloseAsync(HttpContext context, TwoFactorScope profile)
    {
        var scope = decisions.Scope(profile);
        var presented = tokens.ReadAll(context, context.User, scope);
        WindowCookieWriter.Forget(context, scope);
        return CloseAsync(presented.Select(token => token.Text!));
    }

    /// <remarks>What opens nothing voids nothing: anybody can sign out with invented cookies, as often as they like.</remarks>
    private async Task CloseAsync(IEnumerable<string> presented)
    {
        try
        {
            foreach (var token in presented)
            {
                if (await store.TryCloseAsync(WindowPlace.OfCookie(token)))
                {
                    decisions.CloseWindow(token);
                }
            }
        }
        catch (DependencyUnavailableException exception)
        {
            // People must be able to sign out while the cache is down. Their browser has lost the cookies.
            Log.SignOutIncomplete(logger, exception);
        }
    }
}
