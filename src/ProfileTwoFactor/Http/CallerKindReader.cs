using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Http;

/// <summary>Tells navigations from API calls, the way the framework does: by the endpoint's metadata first, then by Accept.</summary>
internal static class CallerKindReader
{
    public static CallerKind Of(HttpContext context)
    {
        var request = context.Request;
        if (IsGrpc(request))
        {
            return CallerKind.Grpc;
        }

        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAllowCookieRedirectMetadata>() is null)
        {
            if (metadata?.GetMetadata<IDisableCookieRedirectMetadata>() is not null)
            {
                return CallerKind.Api;
            }
        }

        return AcceptsHtml(request) ? CallerKind.Navigation : CallerKind.Api;
    }

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        == true;

    private static bool AcceptsHtml(HttpRequest request)
    {
        // A fetch() sends */*, which is no wish for a page; only a navigation names HTML.
        foreach (var accept in request.GetTypedHeaders().Accept)
        {
            if (
                accept.Quality is not 0
                && (
                    accept.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
                    || accept.MediaType.Equals(
                        "application/xhtml+xml",
                        StringComparison.OrdinalIgnoreCase
                    )
                )
            )
            {
                return !string.Equals(
                    request.Headers[HeaderNames.XRequestedWith],
                    "XMLHttpRequest",
                    StringComparison.Ordinal
                );
            }
        }

        return false;
    }
}
