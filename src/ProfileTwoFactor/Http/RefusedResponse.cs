using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Http;

/// <summary>Parts of the answers to refused requests.</summary>
internal static class RefusedResponse
{
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

    /// <summary>The return address: the requested page. A post is not repeated, and a part is no page; the page that they came from is shown again.</summary>
    public static string ReturnUrl(HttpRequest request)
    {
        if (
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !PageFragment.IsWanted(request)
        )
        {
            return $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        }

        return
            Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? from.PathAndQuery
            : $"{request.PathBase.ToUriComponent()}/";
    }
}
