using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Refuses to start a host whose sessions the guard would not see.</summary>
internal sealed class AccountStartupCheck(
    SessionScheme scheme,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (scheme.Name is not { } name)
        {
            throw new InvalidOperationException(
                "Account two-factor authentication guards the sessions of a cookie scheme, and the host has no default scheme. Name yours: AddAccounts<...>(options => options.SessionScheme = \"...\")."
            );
        }

        var handler = (await schemes.GetSchemeAsync(name))?.HandlerType;
        if (handler is null || !typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
        {
            throw new InvalidOperationException(
                $"Account two-factor authentication guards the sessions of a cookie scheme; '{name}' is {handler?.Name ?? "not registered"}. Name the scheme that AddCookie(...) added: AddAccounts<...>(options => options.SessionScheme = \"...\")."
            );
        }

        var options = cookies.Get(name);
        if (options.SessionStore is not null)
        {
            throw new InvalidOperationException(
                $"Scheme '{name}' keeps its tickets in a SessionStore. The framework renews such a ticket under its old key, so a copy of the cookie taken before the code would be proven by it. Account two-factor authentication needs tickets in the cookie."
            );
        }

        if (!SurroundingCookieEvents.AreIn<AccountSessionEvents>(options))
        {
            throw new InvalidOperationException(
                $"The cookie events of scheme '{name}' were replaced after AddAccounts<...>() had attached its guard to them, so sessions would not be asked for a code. Set Events or EventsType in AddCookie(...) or Configure(...), not in PostConfigure(...)."
            );
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
