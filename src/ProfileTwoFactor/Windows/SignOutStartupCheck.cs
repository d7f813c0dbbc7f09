using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Windows;

/// <summary>Refuses to start a host that wants windows closed at sign-out and whose sign-out we would not see.</summary>
internal sealed class SignOutStartupCheck(
    SignOutScheme scheme,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies
) : IHostedLifecycleService
{
    private const string Remedy =
        "Name the scheme that AddCookie(...) added in ProfileTwoFactorOptions.SessionScheme. If sessions have no cookie scheme, leave CloseWindowsAtSignOut off and call SignOutAsync(\"ProfileTwoFactor\") where people sign out.";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!scheme.ClosesWindows)
        {
            return;
        }

        if (scheme.Name is not { } name)
        {
            throw new InvalidOperationException(
                $"CloseWindowsAtSignOut closes windows when a cookie scheme signs out, and the host has no default scheme. {Remedy}"
            );
        }

        var handler = (await schemes.GetSchemeAsync(name))?.HandlerType;
        if (handler is null || !typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
        {
            throw new InvalidOperationException(
                $"CloseWindowsAtSignOut closes windows when a cookie scheme signs out; '{name}' is {handler?.Name ?? "not registered"}. {Remedy}"
            );
        }

        if (!SurroundingCookieEvents.AreIn<SignOutEvents>(cookies.Get(name)))
        {
            throw new InvalidOperationException(
                $"The cookie events of scheme '{name}' were replaced after AddProfileTwoFactor() had attached CloseWindowsAtSignOut to them, so windows would stay open after sign-out. Set Events or EventsType in AddCookie(...) or Configure(...), not in PostConfigure(...)."
            );
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
