using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Http;

/// <summary>Requests for a part of a page that is on screen: a frame, or what a library puts into it. A page that takes a code has no place there.</summary>
internal static class PageFragment
{
    /// <summary>The header by which htmx lets the answer send the whole page somewhere else.</summary>
    public const string HtmxRedirect = "HX-Redirect";

    /// <summary>Whether the page that is on screen, and not the requested address, is where the person is.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.Headers.ContainsKey("Turbo-Frame")
        || (IsHtmx(request) && request.Headers["HX-Boosted"] != "true")
        || request.Headers["Sec-Fetch-Dest"].ToString()
            is "iframe"
                or "frame"
                or "embed"
                or "object";

    public static bool IsHtmx(HttpRequest request) => request.Headers["HX-Request"] == "true";
}
