using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Windows;

/// <summary>Closes a browser's windows when its cookie session signs out, behind whatever the host's own events do then.</summary>
internal sealed class SignOutEvents(CookieAuthenticationOptions options, IServiceProvider services)
    : SurroundingCookieEvents(options)
{
    public override async Task SigningOut(CookieSigningOutContext context)
    {
        await base.SigningOut(context);
        await services.GetRequiredService<BrowserWindows>().CloseAllAsync(context.HttpContext);
    }
}
