using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Windows;

/// <summary>Closes a browser's windows at sign-out, by its cookies alone: for the browser, for every copy of them, and on all nodes.</summary>
internal sealed class BrowserWindows(
    WindowStore store,
    WindowTokenSource tokens,
    WindowCookieWriter cookies,
    ScopeRegistry scopes,
    ILogger<BrowserWindows> logger
)
{
    public Task CloseAllAsync(HttpContext context) => CloseAsync(cookies.ForgetAll(context));

    /// <summary>The same where a dependency that failed can't say which windows the caller has besides.</summary>
    public Task CloseAllAsync(HttpContext context, DependencyUnavailableException failure)
    {
        WindowLog.SignOutIncomplete(logger, failure);
        return CloseAllAsync(context);
    }

    /// <summary>Closes the windows of one profile.</summary>
    public Task CloseAsync(HttpContext context, TwoFactorScope profile)
    {
        var scope = scopes.Scope(profile);
        var presented = tokens
            .ReadForClosing(context, context.User, scope)
            .Where(token => token.Carrier == WindowCarrier.Cookie);
        cookies.Forget(context, scope);
        return CloseAsync(presented.Select(token => token.Text!));
    }

    /// <remarks>What opens nothing voids nothing: anyone can sign out with invented cookies, as often as they like.</remarks>
    private async Task CloseAsync(IEnumerable<string> presented)
    {
        // At the same time: a cache that hangs costs its deadline once, not once for each window.
        var failures = await Task.WhenAll(presented.Select(TryCloseAsync));
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            // People must be able to sign out while the cache is down. Their browser has lost the cookies.
            WindowLog.SignOutIncomplete(logger, first);
        }
    }

    /// <returns>What kept the window from being closed on all nodes; null when nothing did.</returns>
    private async Task<DependencyUnavailableException?> TryCloseAsync(string token)
    {
        try
        {
            if (await store.TryCloseAsync(WindowPlace.OfCookie(token)))
            {
                scopes.CloseWindow(token);
            }

            return null;
        }
        catch (DependencyUnavailableException exception)
        {
            // What this process remembers would let a copy in without asking the cache.
            scopes.CloseWindow(token);
            return exception;
        }
    }
}
