using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Puts the guard behind the host's own cookie events, whether they are an instance or a type. The host's come first; the guard has the last word.</summary>
/// <remarks>
/// A class around them rather than one of their delegates: a subclass that overrides a method never calls the delegate, and the guard
/// would silently be left out. Our own delegates lead to the host's events, so what is set on them later, over ours, counts as well.
/// </remarks>
internal sealed class AccountSessionEvents : CookieAuthenticationEvents
{
    private readonly CookieAuthenticationEvents? _inner;
    private readonly Type? _innerType;
    private readonly IServiceProvider _services;

    public AccountSessionEvents(
        CookieAuthenticationEvents? inner,
        Type? innerType,
        IServiceProvider services
    )
    {
        (_inner, _innerType, _services) = (inner, innerType, services);
        OnValidatePrincipal = context => Inner(context.HttpContext).ValidatePrincipal(context);
        OnSigningIn = context => Inner(context.HttpContext).SigningIn(context);
        OnSignedIn = context => Inner(context.HttpContext).SignedIn(context);
        OnSigningOut = context => Inner(context.HttpContext).SigningOut(context);
        OnCheckSlidingExpiration = context =>
            Inner(context.HttpContext).CheckSlidingExpiration(context);
        OnRedirectToLogin = context => Inner(context.HttpContext).RedirectToLogin(context);
        OnRedirectToLogout = context => Inner(context.HttpContext).RedirectToLogout(context);
        OnRedirectToAccessDenied = context =>
            Inner(context.HttpContext).RedirectToAccessDenied(context);
        OnRedirectToReturnUrl = context => Inner(context.HttpContext).RedirectToReturnUrl(context);
    }

    // Asked for late: the guard needs services that are made from the very options these events are part of.
    private AccountSessionGuard Guard => _services.GetRequiredService<AccountSessionGuard>();

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

    private CookieAuthenticationEvents Inner(HttpContext context) =>
        _innerType is null
            ? _inner!
            : (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(_innerType);
}
