using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Http;

/// <summary>Which of the host's schemes authenticated the caller, and whether by something a browser never sends by itself.</summary>
internal static class CallerScheme
{
    private const string JwtBearerHandler =
        "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler";

    private const string BearerTokenHandler =
        "Microsoft.AspNetCore.Authentication.BearerToken.BearerTokenHandler";

    // The framework's bearer-token handler names its tickets "{scheme}:AccessToken".
    private const string AccessTokenSuffix = ":AccessToken";

    // By handler type, not by scheme name: schemes can be removed and added again at run time, types can't change.
    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> TokenHandlers = [];

    /// <summary>The scheme in the ticket; several joined by semicolons when an authorization policy named several; null when unknown.</summary>
    internal static string? Find(HttpContext context) =>
        context
            .Features.Get<IAuthenticateResultFeature>()
            ?.AuthenticateResult?.Ticket?.AuthenticationScheme;

    /// <summary>
    /// False whenever in doubt, because a token caller is spared the antiforgery token: a principal that some middleware
    /// replaced has no ticket, and of joined schemes one may be a cookie.
    /// </summary>
    internal static bool IsToken(HttpContext context, ProfileTwoFactorOptions options)
    {
        if (Find(context) is not { Length: > 0 } name)
        {
            return false;
        }

        if (!name.Contains(';'))
        {
            return IsTokenScheme(context, options, name);
        }

        foreach (var part in name.Split(';'))
        {
            if (!IsTokenScheme(context, options, part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nothing but cookies of the host's own schemes authenticated the caller.</summary>
    /// <remarks>
    /// False for everything else: a key, a certificate, or a token of any kind is no browser session, and must not share what a browser
    /// proved. The hosts of such schemes need not name them.
    /// </remarks>
    internal static bool IsCookieSession(HttpContext context, ProfileTwoFactorOptions options)
    {
        if (Find(context) is not { Length: > 0 } name)
        {
            return false;
        }

        if (!name.Contains(';'))
        {
            return IsCookieScheme(context, options, name);
        }

        foreach (var part in name.Split(';'))
        {
            if (!IsCookieScheme(context, options, part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a cookie of the host's own schemes is among what authenticated the caller, or it isn't known what did.</summary>
    internal static bool HasCookie(HttpContext context)
    {
        if (Find(context) is not { Length: > 0 } name)
        {
            return true;
        }

        var schemes = context.RequestServices.GetService<IAuthenticationSchemeProvider>();
        foreach (var part in name.Split(';'))
        {
            var handler =
                FindHandler(schemes, part)
                ?? (
                    part.EndsWith(AccessTokenSuffix, StringComparison.Ordinal)
                        ? FindHandler(schemes, part[..^AccessTokenSuffix.Length])
                        : null
                );
            if (handler is null || typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a state-changing call of this caller could have been made by another site in the caller's browser.</summary>
    /// <remarks>
    /// Hosts are known to feed the JWT handler from a cookie. Such a caller has no Authorization header and is treated like a
    /// cookie caller, unless the host listed the scheme itself.
    /// </remarks>
    internal static bool NeedsAntiforgery(HttpContext context, ProfileTwoFactorOptions options)
    {
        if (!IsToken(context, options))
        {
            return true;
        }

        var request = context.Request.Headers;
        return request.Authorization.Count == 0
            && request.Cookie.Count > 0
            && !options.TokenAuthenticationSchemes.Contains(Find(context)!);
    }

    private static bool IsTokenScheme(
        HttpContext context,
        ProfileTwoFactorOptions options,
        string name
    )
    {
        if (options.TokenAuthenticationSchemes.Contains(name))
        {
            return true;
        }

        var schemes = context.RequestServices.GetService<IAuthenticationSchemeProvider>();
        if (FindHandler(schemes, name) is { } handler)
        {
            return TokenHandlers.GetValue(handler, static type => new(IsTokenHandler(type))).Value;
        }

        return name.EndsWith(AccessTokenSuffix, StringComparison.Ordinal)
            && IsTokenScheme(context, options, name[..^AccessTokenSuffix.Length]);
    }

    private static bool IsCookieScheme(
        HttpContext context,
        ProfileTwoFactorOptions options,
        string name
    ) =>
        !options.TokenAuthenticationSchemes.Contains(name)
        && FindHandler(context.RequestServices.GetService<IAuthenticationSchemeProvider>(), name)
            is { } handler
        && typeof(CookieAuthenticationHandler).IsAssignableFrom(handler);

    // The framework's provider answers at once. One that doesn't is not waited for on the hot path;
    // its hosts list their token schemes in the options.
    private static Type? FindHandler(IAuthenticationSchemeProvider? schemes, string name) =>
        schemes?.GetSchemeAsync(name) is { IsCompletedSuccessfully: true } answer
            ? answer.Result?.HandlerType
            : null;

    // By name: a reference to the package of one handler would bring it into apps without tokens, the other is internal to the framework.
    private static bool IsTokenHandler(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.FullName is JwtBearerHandler or BearerTokenHandler)
            {
                return true;
            }
        }

        return false;
    }
}
