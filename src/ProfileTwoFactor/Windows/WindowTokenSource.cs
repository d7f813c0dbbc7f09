using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Windows;

/// <summary>What the caller presents for a scope, and what it is to present from now on.</summary>
internal sealed class WindowTokenSource(
    IOptions<ProfileTwoFactorOptions> options,
    WindowCookieShape shape,
    TimeProvider time
)
{
    /// <summary>How many values of one scope's cookies are tried. A browser that uses a site under two path bases holds two; a caller who sends more must not make us query the cache for each.</summary>
    private const int MostValues = 4;

    /// <summary>Part of each cookie of a profile since members' records list their windows. It can't be taken out: the place of a window is a hash of the whole cookie.</summary>
    private const string ListedMark = "l";

    private readonly ProfileTwoFactorOptions _options = options.Value;
    private readonly bool _tokensDiffer =
        options.Value.WindowClaimTypes.Count > 0 || options.Value.AllowMemberWideWindowsForTokens;
    private readonly bool _sharedByBrowsers = options.Value.WindowBinding == WindowBinding.Member;

    /// <summary>The window that all browsers of a member share. Not that of token callers, whose tokens may outlive every browser session.</summary>
    private static readonly WindowToken SharedByBrowsers = new(
        WindowCarrier.Member,
        "member",
        "browsers"
    );

    /// <summary>Whether what is presented counts only where the member's record lists it. What a release before this one handed out counts without that, until windows of the member are ended.</summary>
    public static bool IsListed(in WindowToken token) =>
        token is { Carrier: WindowCarrier.Cookie, Text: { } text } && text.AsSpan().Count('.') > 1;

    /// <summary>The first thing presented: with a browser's single cookie, the only one.</summary>
    public WindowToken Read(HttpContext context, ClaimsPrincipal user, ScopeState scope)
    {
        if (IsTokenCaller(context))
        {
            return ReadFromToken(user);
        }

        if (IsShared(context, scope))
        {
            return SharedByBrowsers;
        }

        var cookies = context.Request.Cookies;
        foreach (var name in scope.WindowCookies)
        {
            if (cookies.TryGetValue(name, out var value) && PresentedWindows.IsToken(value))
            {
                return new(WindowCarrier.Cookie, value);
            }
        }

        return new(WindowCarrier.Cookie, null);
    }

    /// <summary>Everything presented that may let the caller in, at most <see cref="MostValues"/>. Empty: nothing, so no window.</summary>
    public IReadOnlyList<WindowToken> ReadAll(
        HttpContext context,
        ClaimsPrincipal user,
        ScopeState scope
    )
    {
        if (IsTokenCaller(context))
        {
            return ReadFromToken(user) is { Text: not null } token ? [token] : [];
        }

        return IsShared(context, scope) ? [SharedByBrowsers] : ReadCookies(context, scope);
    }

    /// <summary>What a new verification replaces, and what closing ends.</summary>
    public IReadOnlyList<WindowToken> ReadForClosing(
        HttpContext context,
        ClaimsPrincipal user,
        ScopeState scope
    ) =>
        IsTokenCaller(context) || !IsShared(context, scope)
            ? ReadAll(context, user, scope)
            : [SharedByBrowsers, .. ReadCookies(context, scope)];

    /// <summary>New tokens at each verification, so that one planted before it is worth nothing. Empty: a token caller without the configured claims.</summary>
    public IReadOnlyList<WindowToken> Create(
        HttpContext context,
        ClaimsPrincipal user,
        ScopeState scope
    )
    {
        if (IsTokenCaller(context))
        {
            return ReadFromToken(user) is { Text: not null } token ? [token] : [];
        }

        var cookie = new WindowToken(
            WindowCarrier.Cookie,
            scope.Scope.Kind == TwoFactorScopeKind.Profile
                ? $"{time.GetUtcNow().ToUnixTimeSeconds():x}.{ListedMark}.{RandomId.CreateToken()}"
                : $"{time.GetUtcNow().ToUnixTimeSeconds():x}.{RandomId.CreateToken()}"
        );
        // With the browser's own beside it: an endpoint whose policy also names a token scheme doesn't know the caller as a browser's, and
        // would ask for a code without end.
        return IsShared(context, scope) ? [SharedByBrowsers, cookie] : [cookie];
    }

    /// <summary>Whether windows of this caller hang on its token and not on cookies.</summary>
    public bool IsTokenCaller(HttpContext context) =>
        _tokensDiffer && CallerScheme.IsToken(context, _options);

    /// <summary>Whether the caller's windows of profiles are those that all browsers of the member share.</summary>
    public bool SharesWindows(HttpContext context) =>
        _sharedByBrowsers && CallerScheme.IsCookieSession(context, _options);

    // An account's window is the proof of one session, and stays with its browser.
    private bool IsShared(HttpContext context, ScopeState scope) =>
        scope.Scope.Kind == TwoFactorScopeKind.Profile && SharesWindows(context);

    private IReadOnlyList<WindowToken> ReadCookies(HttpContext context, ScopeState scope) =>
        PresentedWindows.OnlyOne(context, scope.WindowCookies) is { } only
            ? [new WindowToken(WindowCarrier.Cookie, only)]
            : ReadAllCookies(context, scope);

    private IReadOnlyList<WindowToken> ReadAllCookies(HttpContext context, ScopeState scope) =>
        [
            .. PresentedWindows
                .Of(context, shape)
                .Cookies.Where(cookie => scope.WindowCookies.Contains(cookie.Name))
                .Select(cookie => cookie.Value)
                .Where(PresentedWindows.IsToken)
                .Distinct(StringComparer.Ordinal)
                .Take(MostValues)
                .Select(value => new WindowToken(WindowCarrier.Cookie, value)),
        ];

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
}
