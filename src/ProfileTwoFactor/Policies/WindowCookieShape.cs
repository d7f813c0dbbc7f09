using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Policies;

/// <summary>Names and attributes of the window cookies, as the app wants them.</summary>
internal sealed class WindowCookieShape(IOptions<ProfileTwoFactorOptions> options)
{
    /// <summary>What the hash of a scope is long, in a cookie's name.</summary>
    private const int HashLength = 24;

    private readonly CookieBuilder _cookie = options.Value.WindowCookie;
    private readonly string _prefix = ScopeCookies.Rest(options.Value.WindowCookie.Name!);

    /// <summary>What the app has written itself; null: whatever suits the request.</summary>
    private readonly string? _fixed = ScopeCookies.PrefixOf(
        options.Value.WindowCookie.Name!,
        StringComparison.Ordinal
    );

    /// <summary>Every name the cookie of a scope may have, the hardest to plant first. Which one a browser takes depends on how it reached the site.</summary>
    public string[] NamesOf(TwoFactorScope scope)
    {
        var name = ScopeCookies.NameFor(scope, _prefix);
        return _fixed is null
            ? [ScopeCookies.HostOnly + name, ScopeCookies.SecureOnly + name, name]
            : [_fixed + name];
    }

    /// <summary>The strongest name that a browser takes from this request, for a cookie at its path.</summary>
    public string NameFor(ScopeState scope, HttpRequest request) =>
        scope.WindowCookies switch
        {
            [var only] => only,
            var names when !IsSecure(request) => names[2],
            var names => _cookie.Domain is null && PathOf(request) == "/" ? names[0] : names[1],
        };

    /// <summary>Whether a cookie is a window's. The app's own cookies may begin with the same words.</summary>
    public bool IsWindow(string name)
    {
        var rest = name.AsSpan();
        if (ScopeCookies.PrefixOf(name, StringComparison.Ordinal) is { } prefix)
        {
            if (_fixed is not null && prefix != _fixed)
            {
                return false;
            }

            rest = rest[prefix.Length..];
        }
        else if (_fixed is not null)
        {
            return false;
        }

        return rest.Length == _prefix.Length + HashLength
            && rest.StartsWith(_prefix, StringComparison.Ordinal)
            && !rest[_prefix.Length..].ContainsAnyExcept("0123456789abcdef");
    }

    public bool IsSecure(HttpRequest request) =>
        _cookie.SecurePolicy == CookieSecurePolicy.Always || request.IsHttps;

    public string PathOf(HttpRequest request) =>
        _fixed == ScopeCookies.HostOnly
            ? "/"
            : _cookie.Path ?? (request.PathBase.HasValue ? request.PathBase.Value : "/");

    /// <summary>Where a cookie of this name may have been set: for the app's domain, and, before it had one, for the host alone.</summary>
    public IReadOnlyList<string?> DomainsOf(string name) =>
        _cookie.Domain is null || ScopeCookies.Rank(name) == 0 ? [null] : [_cookie.Domain, null];

    public string? Domain => _cookie.Domain;

    public CookieOptions Create(HttpRequest request, string path, string? domain)
    {
        var cookie = new CookieOptions
        {
            HttpOnly = true,
            SameSite = _cookie.SameSite,
            Secure = IsSecure(request),
            IsEssential = _cookie.IsEssential,
            Path = path,
            Domain = domain,
        };
        foreach (var extension in _cookie.Extensions)
        {
            cookie.Extensions.Add(extension);
        }

        return cookie;
    }
}
