using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Windows;

/// <summary>The window cookies of a request, each of them: a browser may hold several of one name, at different paths, and sends them all.</summary>
internal sealed class PresentedWindows
{
    /// <summary>More than any value of ours; longer ones are not worth hashing.</summary>
    private const int LongestValue = 128;

    private PresentedWindows(IReadOnlyList<(string Name, string Value)> cookies) =>
        Cookies = cookies;

    /// <summary>What is hardest to plant comes first; within that, what the browser sent first.</summary>
    public IReadOnlyList<(string Name, string Value)> Cookies { get; }

    public static bool IsToken(string? value) => value is { Length: > 0 and <= LongestValue };

    /// <summary>Parsed at each call, since requests that are let through by what is known need only one cookie; kept only for the snapshot of a connection.</summary>
    public static PresentedWindows Of(HttpContext context, WindowCookieShape shape)
    {
        if (context.Features.Get<PresentedWindows>() is { } kept)
        {
            return kept;
        }

        return Of(context.Request.Headers.Cookie, shape);
    }

    /// <summary>Those of a connection, from its snapshot.</summary>
    public static PresentedWindows KeptOf(HttpContext snapshot) =>
        snapshot.Features.GetRequiredFeature<PresentedWindows>();

    public static PresentedWindows Of(in RequestParts parts, WindowCookieShape shape) =>
        Of(parts.CookieHeader, shape);

    private static PresentedWindows Of(StringValues header, WindowCookieShape shape) =>
        new(
            CookieHeaderValue.TryParseList(header, out var cookies)
                ?
                [
                    .. cookies
                        .Select(cookie =>
                            (Name: cookie.Name.ToString(), Value: cookie.Value.ToString())
                        )
                        .Where(cookie => shape.IsWindow(cookie.Name))
                        .Distinct()
                        .OrderBy(cookie => ScopeCookies.Rank(cookie.Name)),
                ]
                : []
        );
}
