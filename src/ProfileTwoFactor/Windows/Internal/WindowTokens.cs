using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reads what the caller presents for a scope, and hands out what it is to present from now on.</summary>
internal sealed class WindowTokens(
    IOptions<ProfileTwoFactorOptions> options,
    WindowLimits limits,
    TimeProvider time
)
{
    /// <summary>More than any value of ours; longer ones are not worth hashing.</summary>
    private const int LongestCookie = 128;

    /// <summary>Browsers keep some fifty cookies a site, and the host needs some itself.</summary>
    private const int MostWindows = 20;

    private readonly ProfileTwoFactorOptions _options = options.Value;
    private readonly bool _tokensDiffer =
        options.Value.WindowClaimTypes.Count > 0 || options.Value.AllowMemberWideWindowsForTokens;

    public WindowToken Read(HttpContext context, ClaimsPrincipal user, ScopeState scope)
    {
        if (_tokensDiffer && CallerScheme.IsToken(context, _options))
        {
            return ReadFromToken(user);
        }

        var cookie = context.Request.Cookies[scope.WindowCookie];
        return new(
            WindowCarrier.Cookie,
            string.IsNullOrEmpty(cookie) || cookie.Length > LongestCookie ? null : cookie
        );
    }

    /// <summary>A new token at each verification, so that one planted before it is worth nothing.</summary>
    public WindowToken Create(HttpContext context, ClaimsPrincipal user) =>
        _tokensDiffer && CallerScheme.IsToken(context, _options)
            ? ReadFromToken(user)
            : new(
                WindowCarrier.Cookie,
                $"{time.GetUtcNow().ToUnixTimeSeconds():x}.{RandomId.CreateToken()}"
            );

    /// <summary>Gives the browser its token. Called once the window is open, so that a failure leaves the browser the one it has.</summary>
    public void HandOut(HttpContext context, ScopeState scope, in WindowToken token)
    {
        if (token.Carrier != WindowCarrier.Cookie)
        {
            return;
        }

        MakeRoom(context, scope);
        var cookie = Cookie(context);
        // Session cookies would do for an infinite limit, but then closing the browser would end what the host wanted endless.
        cookie.MaxAge = limits.Absolute ?? TimeSpan.FromDays(400);
        context.Response.Cookies.Append(scope.WindowCookie, token.Text!, cookie);
    }

    public static void Forget(HttpContext context, ScopeState scope)
    {
        if (context.Request.Cookies.ContainsKey(scope.WindowCookie))
        {
            context.Response.Cookies.Delete(scope.WindowCookie, Cookie(context));
        }
    }

    /// <summary>The values of every window cookie of this browser; their cookies are taken away.</summary>
    public static List<string> ForgetAll(HttpContext context)
    {
        var values = new List<string>();
        foreach (var (name, value) in context.Request.Cookies)
        {
            if (name.StartsWith(ScopeCookies.WindowPrefix, StringComparison.Ordinal))
            {
                context.Response.Cookies.Delete(name, Cookie(context));
                if (value.Length is > 0 and <= LongestCookie)
                {
                    values.Add(value);
                }
            }
        }

        return values;
    }

    private WindowToken ReadFromToken(ClaimsPrincipal user)
    {
        foreach (var type in _options.WindowClaimTypes)
        {
            if (user.FindFirst(type)?.Value is { Length: > 0 } value)
            {
                return new(WindowCarrier.Claim, value, type);
            }
        }

        return _options.AllowMemberWideWindowsForTokens
            ? new(WindowCarrier.Member, "member")
            : new(WindowCarrier.Claim, null);
    }

    private static void MakeRoom(HttpContext context, ScopeState scope)
    {
        var others = new List<(long OpenedAt, string Name)>();
        foreach (var (name, value) in context.Request.Cookies)
        {
            if (
                name.StartsWith(ScopeCookies.WindowPrefix, StringComparison.Ordinal)
                && !string.Equals(name, scope.WindowCookie, StringComparison.Ordinal)
            )
            {
                others.Add((OpenedAt(value), name));
            }
        }

        foreach (
            var (_, name) in others.OrderByDescending(other => other.OpenedAt).Skip(MostWindows - 1)
        )
        {
            context.Response.Cookies.Delete(name, Cookie(context));
        }
    }

    private static long OpenedAt(string value)
    {
        var dot = value.IndexOf('.', StringComparison.Ordinal);
        return
            dot > 0
            && long.TryParse(
                value.AsSpan(0, dot),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            ? seconds
            : 0;
    }

    private static CookieOptions Cookie(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        };
}
