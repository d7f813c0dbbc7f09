using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace ProfileTwoFactor.Internal;

/// <summary>Where a person was going. Anything that could leave the site counts as absent.</summary>
internal static class ReturnUrl
{
    internal const string Parameter = "returnUrl";

    /// <summary>In the form in which the gate's redirects and the pages' links write it, and as long as the gate's redirects write it at most.</summary>
    private const int MostEscaped = 2000;

    internal static string? Read(HttpContext context)
    {
        // Two of them are an attempt to play parsers against each other.
        var values = context.Request.Query[Parameter];
        return values.Count == 1 ? Accept(context, values[0]) : null;
    }

    /// <summary>Where the page at an address would return to.</summary>
    internal static string? Of(HttpContext context, string? url) =>
        url?.IndexOf('?', StringComparison.Ordinal) is { } at and >= 0
        && QueryHelpers.ParseQuery(url[at..]).TryGetValue(Parameter, out var values)
        && values.Count == 1
            ? Accept(context, values[0])
            : null;

    private static string? Accept(HttpContext context, string? url)
    {
        if (
            string.IsNullOrEmpty(url)
            || url[0] != '/'
            || url.Contains('\\', StringComparison.Ordinal)
            || !RedirectHttpResult.IsLocalUrl(url)
        )
        {
            return null;
        }

        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? url : url[..end];
        return PageLinks.IsStep(context, path) ? null : Shorten(EscapeNonAscii(url));
    }

    /// <summary>Without query and fragment where it is too long to be written into the links of the pages; null where even that is.</summary>
    private static string? Shorten(string url)
    {
        if (Fits(url))
        {
            return url;
        }

        var end = url.AsSpan().IndexOfAny('?', '#');
        return end > 0 && Fits(url[..end]) ? url[..end] : null;
    }

    private static bool Fits(string url) => Uri.EscapeDataString(url).Length <= MostEscaped;

    // The server refuses a Location header that is not ASCII. Nothing else is changed: a URL that is
    // normalized after it was judged ("/.//evil.example") is another URL.
    private static string EscapeNonAscii(string url)
    {
        if (url.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0)
        {
            return url;
        }

        var escaped = new StringBuilder(url.Length + 32);
        foreach (var rune in url.EnumerateRunes())
        {
            if (rune.Value is >= '!' and <= '~')
            {
                escaped.Append((char)rune.Value);
            }
            else
            {
                escaped.Append(Uri.EscapeDataString(rune.ToString()));
            }
        }

        return escaped.ToString();
    }
}
