using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a request for one of the pages that would put it into another page: lets the browser open it as a page of its own.</summary>
/// <remarks>
/// Turbo, htmx, and frames would show a secret inside a page whose scripts and copies we don't know, and each such request would begin
/// another pending binding. Turbo loads the address again because of the meta element, htmx because of the header. In a frame, the person
/// follows the link.
/// </remarks>
internal sealed class WholePageResult : IActionResult
{
    public static bool IsNeeded(HttpRequest request) =>
        request.Headers.ContainsKey("Turbo-Frame")
        || request.Headers.ContainsKey("X-Turbo-Request-Id")
        || IsHtmx(request)
        || request.Headers["Sec-Fetch-Dest"].ToString()
            is "iframe"
                or "frame"
                or "embed"
                or "object";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var address = PageLinks.Here(http);
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        if (IsHtmx(http.Request))
        {
            http.Response.Headers["HX-Redirect"] = address;
        }

        return BarePage.WriteAsync(
            http,
            address,
            "name=\"turbo-visit-control\" content=\"reload\"",
            target: "_top",
            ancestors: "'self'"
        );
    }

    private static bool IsHtmx(HttpRequest request) => request.Headers["HX-Request"] == "true";
}
