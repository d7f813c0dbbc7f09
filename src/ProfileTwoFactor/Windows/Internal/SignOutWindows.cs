using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Closes a browser's windows when its cookie session signs out, if the host wants that.</summary>
/// <remarks>
/// Hooked into the cookie handler's event, so that other requests pay nothing. A host that sets
/// <c>EventsType</c> has replaced that event and signs out of our scheme itself.
/// </remarks>
internal sealed class SignOutWindows(
    WindowStore store,
    DecisionCache decisions,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<SignOutWindows> logger
) : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions cookie)
    {
        if (!options.Value.CloseWindowsAtSignOut || cookie.Events is null)
        {
            return;
        }

        var inner = cookie.Events.OnSigningOut;
        cookie.Events.OnSigningOut = async context =>
        {
            await inner(context);
            await CloseAllAsync(context.HttpContext);
        };
    }

    public async Task CloseAllAsync(HttpContext context)
    {
        var tokens = WindowTokens.ForgetAll(context);
        try
        {
            foreach (var token in tokens)
            {
                await store.CloseByTokenAsync(token);
            }
        }
        catch (DependencyUnavailableException exception)
        {
            // People must be able to sign out while the cache is down. Their browser has lost the cookies.
            Log.SignOutIncomplete(logger, exception);
        }

        decisions.InvalidateAll();
    }
}
