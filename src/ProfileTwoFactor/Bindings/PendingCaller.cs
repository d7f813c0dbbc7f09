using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Bindings;

/// <summary>Ties a pending binding to the browser that began it; for token callers, to subject and session claim.</summary>
internal sealed class PendingCaller(
    IOptions<ProfileTwoFactorOptions> options,
    WindowCookieShape cookies
)
{
    private const int LongestCookie = 128;
    private readonly ProfileTwoFactorOptions _options = options.Value;

    /// <summary>What the caller presents now; null when it presents nothing.</summary>
    public byte[]? Read(HttpContext context, ClaimsPrincipal user, ScopeState scope)
    {
        if (CallerScheme.IsToken(context, _options))
        {
            return HashOf(user);
        }

        var cookie = context.Request.Cookies[scope.PendingCookie];
        return string.IsNullOrEmpty(cookie) || cookie.Length > LongestCookie
            ? null
            : HashOf(cookie);
    }

    /// <summary>What the caller is to present from now on: new at each begin. No cookie for token callers.</summary>
    public (byte[] Hash, string? Cookie) Create(HttpContext context, ClaimsPrincipal user)
    {
        if (CallerScheme.IsToken(context, _options))
        {
            return (HashOf(user), null);
        }

        var value = RandomId.CreateToken();
        return (HashOf(value), value);
    }

    /// <summary>Whether what the caller presents is this session's alone. A token without a session claim presents what every token of its subject does.</summary>
    public bool TellsSessionsApart(HttpContext context, ClaimsPrincipal user) =>
        !CallerScheme.IsToken(context, _options) || SessionOf(user) is not null;

    /// <summary>Called once the pending binding is stored, so that a failure leaves the browser the one it has.</summary>
    public void HandOut(HttpContext context, ScopeState scope, string? cookie)
    {
        if (cookie is not null)
        {
            context.Response.Cookies.Append(
                scope.PendingCookie,
                cookie,
                Cookie(context, _options.PendingBindingLifetime)
            );
        }
    }

    public void Forget(HttpContext context, ScopeState scope)
    {
        if (context.Request.Cookies.ContainsKey(scope.PendingCookie))
        {
            context.Response.Cookies.Delete(scope.PendingCookie, Cookie(context, null));
        }
    }

    private static byte[] HashOf(string cookie) => KeyHash.Compute("pending.cookie.v1", cookie);

    private byte[] HashOf(ClaimsPrincipal user)
    {
        var subject =
            user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "";
        return SessionOf(user) is var (type, session)
            ? KeyHash.Compute("pending.claim.v1", subject, type, session)
            : KeyHash.Compute("pending.subject.v1", subject);
    }

    private (string Type, string Session)? SessionOf(ClaimsPrincipal user)
    {
        foreach (var type in _options.WindowClaimTypes)
        {
            if (user.FindFirst(type)?.Value is { Length: > 0 } session)
            {
                return (type, session);
            }
        }

        return null;
    }

    private CookieOptions Cookie(HttpContext context, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            // Strict: only our own pages begin and confirm a binding.
            SameSite = SameSiteMode.Strict,
            Secure = cookies.IsSecure(context.Request),
            IsEssential = true,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            MaxAge = lifetime,
        };
}
