using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Http;

/// <summary>Parts of the answers to refused requests.</summary>
internal static class RefusedResponse
{
    /// <summary>The longest return address, in the escaped form in which it is written. Servers and proxies take header lines of 4,000 characters and more, and pages escape it once more in their links.</summary>
    internal const int MostEscapedReturnUrl = 2000;

    /// <summary>No body, so that the host's own error pages (UseStatusCodePages) can speak to a person.</summary>
    public static Task BareAsync(HttpContext context, TwoFactorError error)
    {
        SetStatus(context.Response, error);
        return Task.CompletedTask;
    }

    public static void SetStatus(HttpResponse response, TwoFactorError error)
    {
        response.StatusCode = error.StatusCode;
        if (error.RetryAfter is { } wait)
        {
            var seconds = (long)Math.Ceiling(wait.TotalSeconds);
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The return address, escaped for a query: the requested page. A post is not repeated, and a part is no page; the page that they came from is shown again.</summary>
    /// <remarks>Without its query where it is too long: a person who comes back to the page without a filter has lost less than one who ends on the home page.</remarks>
    public static string EscapedReturnUrl(HttpRequest request)
    {
        var url = ReturnUrl(request);
        var escaped = Uri.EscapeDataString(url);
        if (
            escaped.Length > MostEscapedReturnUrl
            && url.IndexOf('?', StringComparison.Ordinal) is var query and >= 0
        )
        {
            escaped = Uri.EscapeDataString(url[..query]);
        }

        return escaped.Length > MostEscapedReturnUrl
            ? Uri.EscapeDataString($"{request.PathBase.ToUriComponent()}/")
            : escaped;
    }

    private static string ReturnUrl(HttpRequest request)
    {
        if (
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !PageFragment.IsWanted(request)
        )
        {
            return $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        }

        // Browsers send ASCII. Some other characters make Uri.TryCreate throw, which would be an error in place of the refusal.
        var referer = request.Headers.Referer.ToString();
        return
            Ascii.IsValid(referer)
            && Uri.TryCreate(referer, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? from.PathAndQuery
            : $"{request.PathBase.ToUriComponent()}/";
    }
}
