using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Windows;

/// <summary>Gives browsers their window cookies and takes them away.</summary>
internal sealed class WindowCookieWriter(WindowLifetimes lifetimes, WindowCookieShape shape)
{
    /// <summary>Browsers keep some fifty cookies a site, and the host needs some itself.</summary>
    private const int MostWindows = 20;

    /// <summary>How many cookies one answer takes away. Who sends more invented them.</summary>
    private const int MostForgotten = 64;

    /// <summary>Gives the browser its token. Called once the window is open, so that a failure leaves the browser the one it has.</summary>
    public void HandOut(HttpContext context, ScopeState scope, in WindowToken token)
    {
        if (token.Carrier != WindowCarrier.Cookie)
        {
            return;
        }

        var presented = PresentedWindows.Of(context, shape);
        MakeRoom(context, scope, presented);
        var path = shape.PathOf(context.Request);
        var name = shape.NameFor(scope, context.Request);
        foreach (var old in NamesOf(scope, presented))
        {
            foreach (var visible in VisiblePaths(context.Request))
            {
                foreach (var domain in shape.DomainsOf(old))
                {
                    if (old != name || visible != path || domain != shape.Domain)
                    {
                        Expire(context, old, visible, domain);
                    }
                }
            }
        }

        var cookie = shape.Create(context.Request, path, shape.Domain);
        // Session cookies would do for an infinite limit, but then closing the browser would end what the host wanted endless.
        cookie.MaxAge = lifetimes.Kept;
        context.Response.Cookies.Append(name, token.Text!, cookie);
    }

    public void Forget(HttpContext context, ScopeState scope) =>
        Expire(context, NamesOf(scope, PresentedWindows.Of(context, shape)));

    /// <summary>Takes every window cookie of the browser away.</summary>
    /// <returns>The values of at most twenty, which is what a browser has; those that are hardest to plant, and then the newest, first.</returns>
    public IReadOnlyList<string> ForgetAll(HttpContext context)
    {
        var presented = PresentedWindows.Of(context, shape);
        Expire(context, presented.Cookies.Select(cookie => cookie.Name).Distinct());
        return
        [
            .. presented
                .Cookies.Where(cookie => PresentedWindows.IsToken(cookie.Value))
                .OrderBy(cookie => ScopeCookies.Rank(cookie.Name))
                .ThenByDescending(cookie => OpenedAt(cookie.Value))
                .Select(cookie => cookie.Value)
                .Distinct(StringComparer.Ordinal)
                .Take(MostWindows),
        ];
    }

    private void MakeRoom(HttpContext context, ScopeState scope, PresentedWindows presented)
    {
        var others = presented
            .Cookies.Where(cookie => !scope.WindowCookies.Contains(cookie.Name))
            .OrderByDescending(cookie => OpenedAt(cookie.Value))
            .Select(cookie => cookie.Name)
            .Distinct(StringComparer.Ordinal);
        Expire(context, others.Skip(MostWindows - 1));
    }

    private static IEnumerable<string> NamesOf(ScopeState scope, PresentedWindows presented) =>
        scope.WindowCookies.Where(name => presented.Cookies.Any(cookie => cookie.Name == name));

    private void Expire(HttpContext context, IEnumerable<string> names)
    {
        foreach (var name in names.Take(MostForgotten))
        {
            foreach (var path in VisiblePaths(context.Request))
            {
                foreach (var domain in shape.DomainsOf(name))
                {
                    Expire(context, name, path, domain);
                }
            }
        }
    }

    // Not Delete(): for "/" it would also withdraw what the same answer says about "/app".
    private void Expire(HttpContext context, string name, string path, string? domain)
    {
        var rank = ScopeCookies.Rank(name);
        if ((rank == 0 && path != "/") || (rank < 2 && !shape.IsSecure(context.Request)))
        {
            // No browser takes such a cookie, so there is none.
            return;
        }

        var cookie = shape.Create(context.Request, path, domain);
        cookie.Expires = DateTimeOffset.UnixEpoch;
        context.Response.Cookies.Append(name, "", cookie);
    }

    /// <summary>Where a cookie may lie that came with this request: the path base and what is above it. The same app under two path bases has one at each.</summary>
    private IEnumerable<string> VisiblePaths(HttpRequest request)
    {
        yield return "/";
        var pathBase = request.PathBase.Value ?? "";
        for (var end = 1; end > 0 && end < pathBase.Length; )
        {
            end = pathBase.IndexOf('/', end);
            yield return end < 0 ? pathBase : pathBase[..end];
            end = end < 0 ? pathBase.Length : end + 1;
        }

        // The app's own path need not be one of them.
        var own = shape.PathOf(request);
        if (
            own != "/"
            && !(own == pathBase || pathBase.StartsWith(own + "/", StringComparison.Ordinal))
        )
        {
            yield return own;
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
}
