using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Puts the guard behind the host's own cookie events, whether they are an instance or a type. The host's come first; the guard has the last word.</summary>
/// <remarks>
/// A class around them rather than one of their delegates: a subclass that overrides a method never calls the delegate, and the guard
/// would silently be left out.
/// </remarks>
internal sealed class AccountSessionEvents(
    CookieAuthenticationEvents? inner,
    Type? innerType,
    IServiceProvider services
) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var before = context.Principal;
        await Inner(context.HttpContext).ValidatePrincipal(context);
        if (before is not null)
        {
            await Guard.ValidateAsync(context, before);
        }
    }

    public override async Task SigningIn(CookieSigningInContext context)
    {
        await Inner(context.HttpContext).SigningIn(context);
        Guard.SigningIn(context);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        await Inner(context.HttpContext).SigningOut(context);
        await Guard.SigningOutAsync(context);
    }

    public override Task SignedIn(CookieSignedInContext context) =>
        Inner(context.HttpContext).SignedIn(context);

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context) =>
        Inner(context.HttpContext).CheckSlidingExpiration(context);

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Inner(context.HttpContext).RedirectToLogin(context);

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) =>
        Inner(context.HttpContext).RedirectToLogout(context);

    public override Task RedirectToAccessDenied(
        RedirectContext<CookieAuthenticationOptions> context
    ) => Inner(context.HttpContext).RedirectToAccessDenied(context);

    public override Task RedirectToReturnUrl(
        RedirectContext<CookieAuthenticationOptions> context
    ) => Inner(context.HttpContext).RedirectToReturnUrl(context);

    // Asked for late: the guard needs services that are made from the very options these events are part of.
    private AccountSessionGuard Guard => services.GetRequiredService<AccountSessionGuard>();

    private CookieAuthenticationEvents Inner(HttpContext context) =>
        innerType is null
            ? inner!
            : (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(innerType);
}
