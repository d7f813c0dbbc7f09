using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Http;

/// <summary>Stands around the host's own cookie events, whether they are an instance or a type. The host's come first.</summary>
/// <remarks>
/// A class around them rather than one of their delegates: a subclass that overrides a method never calls the delegate, and what
/// hangs on it would silently be left out. Our own delegates lead to the host's events, so what is set on them later, over ours,
/// counts as well.
/// </remarks>
internal abstract class SurroundingCookieEvents : CookieAuthenticationEvents
{
    private readonly CookieAuthenticationEvents _inner;
    private readonly Type? _innerType;

    protected SurroundingCookieEvents(CookieAuthenticationOptions options)
    {
        (_inner, _innerType) = (
            options.Events ?? new CookieAuthenticationEvents(),
            options.EventsType
        );
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

    /// <summary>Whether events of a kind are called for these options. False when the host replaced them after they had been put in place.</summary>
    public static bool AreIn<TEvents>(CookieAuthenticationOptions options)
        where TEvents : SurroundingCookieEvents
    {
        if (options.EventsType is not null)
        {
            return false;
        }

        for (
            var events = options.Events as SurroundingCookieEvents;
            events is not null;
            events = events._innerType is null ? events._inner as SurroundingCookieEvents : null
        )
        {
            if (events is TEvents)
            {
                return true;
            }
        }

        return false;
    }

    private CookieAuthenticationEvents Inner(HttpContext context) =>
        _innerType is null
            ? _inner
            : (CookieAuthenticationEvents)context.RequestServices.GetRequiredService(_innerType);
}
