using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace HeatmapSite.Http;

/// <summary>Tells programs, which want a status and a reason, from people, who want a page.</summary>
internal static class ApiCaller
{
    public static bool Is(HttpContext context)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<IDisableCookieRedirectMetadata>()
            is not null
        )
        {
            return true;
        }

        var path = context.Request.Path;
        return path.StartsWithSegments("/api")
            || path.StartsWithSegments("/hubs")
            || !AcceptsHtml(context.Request);
    }

    /// <summary>For addresses that answer both: JSON only to those who name it and don't read HTML.</summary>
    public static bool WantsJson(HttpRequest request) =>
        !AcceptsHtml(request)
        && request
            .GetTypedHeaders()
            .Accept.Any(type => type.IsSubsetOf(Json) && type.Quality is null or > 0);

    private static bool AcceptsHtml(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(type => type.IsSubsetOf(Html) && type.Quality is null or > 0);

    private static readonly MediaTypeHeaderValue Html = new("text/html");
    private static readonly MediaTypeHeaderValue Json = new("application/json");
}
