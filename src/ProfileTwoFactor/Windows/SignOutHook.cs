using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Windows;

/// <summary>Attaches the closing of windows to the scheme of the host's sessions and to no other: an external login's cookie signs out in the middle of a sign-in.</summary>
internal sealed class SignOutHook(SignOutScheme scheme, IServiceProvider services)
    : IPostConfigureOptions<CookieAuthenticationOptions>
{
    public void PostConfigure(string? name, CookieAuthenticationOptions options)
    {
        if (scheme.ClosesWindows && string.Equals(name, scheme.Name, StringComparison.Ordinal))
        {
            options.Events = new SignOutEvents(options, services);
            options.EventsType = null;
        }
    }
}
