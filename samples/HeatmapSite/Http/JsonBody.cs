using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace HeatmapSite.Http;

internal static class JsonBody
{
    /// <summary>Whether the caller sends a body at all, where one may be left out.</summary>
    public static bool IsExpected(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody
        ?? request.ContentLength is > 0;

    /// <returns>Null unless the body is well-formed JSON of that shape, sent as <c>application/json</c>: forms of other sites can't send that.</returns>
    public static async Task<T?> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        if (
            !System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(
                request.ContentType,
                out var type
            ) || !"application/json".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        try
        {
            return await request.ReadFromJsonAsync<T>(request.HttpContext.RequestAborted);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            // Invalid JSON, an unknown character set, a body that was cut off: all the caller's mistake.
            return null;
        }
    }
}
