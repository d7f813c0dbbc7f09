using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Attaches the guard to the host's cookie scheme.</summary>
internal sealed class SessionGuardSetup(SessionScheme scheme, IServiceProvider services)
    : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (!string.Equals(name, scheme.Name, StringComparison.Ordinal))
        {
            return;
        }

        options.Events = new AccountSessionEvents(options, services);
        options.EventsType = null;
    }
}
