using System.Buffers;
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

    /// <summary>What our own values are made of: every parser reads them as they stand.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

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

    /// <summary>The value of the one cookie of these names, found without parsing the others. Null when there may be none or several, or when it isn't plainly written: the parser decides then.</summary>
    public static string? OnlyOne(HttpContext context, string[] names)
    {
        var header = context.Request.Headers.Cookie;
        if (header.Count != 1 || header[0] is not { } text)
        {
            return null;
        }

        // All the names end like the last one.
        var end = names[^1];
        var at = text.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || text.IndexOf(end, at + 1, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return null;
        }

        var begin = text.LastIndexOf(';', at) + 1;
        var name = text.AsSpan(begin, at + end.Length - begin).TrimStart(' ');
        var value = text.AsSpan(at + end.Length);
        if (value is not ['=', .. var rest] || Named(names, name) is not { } known)
        {
            return null;
        }

        var length = rest.IndexOf(';');
        rest = length < 0 ? rest : rest[..length];
        return rest.IsEmpty || rest.Length > LongestValue || rest.ContainsAnyExcept(Plain) ? null
            : context.Request.Cookies.TryGetValue(known, out var parsed)
            && rest.SequenceEqual(parsed)
                ? parsed
            : null;
    }

    private static string? Named(string[] names, ReadOnlySpan<char> name)
    {
        foreach (var known in names)
        {
            if (name.SequenceEqual(known))
            {
                return known;
            }
        }

        return null;
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
