using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Refuses to start a host whose sessions the guard would not see.</summary>
internal sealed class AccountStartupCheck(
    SessionScheme scheme,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies
) : LifecycleService
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (scheme.Name is not { } name)
        {
            throw new InvalidOperationException(
                "Account two-factor authentication requires a cookie scheme, but the app has no default scheme. Set the scheme: AddAccounts<...>(options => options.SessionScheme = \"...\")."
            );
        }

        var handler = (await schemes.GetSchemeAsync(name))?.HandlerType;
        if (handler is null || !typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
        {
            throw new InvalidOperationException(
                $"Account two-factor authentication requires a cookie scheme, but '{name}' is {handler?.Name ?? "not registered"}. Set the scheme that AddCookie(...) added: AddAccounts<...>(options => options.SessionScheme = \"...\")."
            );
        }

        var options = cookies.Get(name);
        if (options.SessionStore is not null)
        {
            throw new InvalidOperationException(
                $"Scheme '{name}' stores its tickets in a SessionStore. ASP.NET Core renews such a ticket under its old key, so a copy of the cookie from before the code would be verified too. Remove SessionStore: account two-factor authentication requires tickets in the cookie."
            );
        }

        if (!SurroundingCookieEvents.AreIn<AccountSessionEvents>(options))
        {
            throw new InvalidOperationException(
                $"The cookie events of scheme '{name}' were replaced after AddAccounts<...>() was called, so sessions wouldn't require a code. Set Events or EventsType in AddCookie(...) or Configure(...), not in PostConfigure(...)."
            );
        }
    }
}
