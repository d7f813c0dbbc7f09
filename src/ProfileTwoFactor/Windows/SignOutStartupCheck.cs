using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Windows;

/// <summary>Refuses to start a host that wants windows closed at sign-out and whose sign-out we would not see.</summary>
internal sealed class SignOutStartupCheck(
    SignOutScheme scheme,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies
) : LifecycleService
{
    private const string Remedy =
        "Set ProfileTwoFactorOptions.SessionScheme to the scheme that AddCookie(...) added. If sessions have no cookie scheme, set CloseWindowsAtSignOut to false and call SignOutAsync(\"ProfileTwoFactor\") where people sign out.";

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!scheme.ClosesWindows)
        {
            return;
        }

        if (scheme.Name is not { } name)
        {
            throw new InvalidOperationException(
                $"CloseWindowsAtSignOut requires a cookie scheme, but the app has no default scheme. {Remedy}"
            );
        }

        var handler = (await schemes.GetSchemeAsync(name))?.HandlerType;
        if (handler is null || !typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
        {
            throw new InvalidOperationException(
                $"CloseWindowsAtSignOut requires a cookie scheme, but '{name}' is {handler?.Name ?? "not registered"}. {Remedy}"
            );
        }

        if (!SurroundingCookieEvents.AreIn<SignOutEvents>(cookies.Get(name)))
        {
            throw new InvalidOperationException(
                $"The cookie events of scheme '{name}' were replaced after AddProfileTwoFactor() was called, so CloseWindowsAtSignOut would have no effect. Set Events or EventsType in AddCookie(...) or Configure(...), not in PostConfigure(...)."
            );
        }
    }
}
