using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Puts the guard behind the host's own cookie events. The guard has the last word.</summary>
internal sealed class AccountSessionEvents(
    CookieAuthenticationOptions options,
    IServiceProvider services
) : SurroundingCookieEvents(options)
{
    // Asked for late: the guard needs services that are made from the very options these events are part of.
    private AccountSessionGuard Guard => services.GetRequiredService<AccountSessionGuard>();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var before = context.Principal;
        await base.ValidatePrincipal(context);
        if (before is not null)
        {
            await Guard.ValidateAsync(context, before);
        }
    }

    public override async Task SigningIn(CookieSigningInContext context)
    {
        await base.SigningIn(context);
        await Guard.SigningInAsync(context);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        await base.SigningOut(context);
        await Guard.SigningOutAsync(context);
    }
}
