using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a request for one of the pages that would put it into another page: lets the browser open it as a page of its own.</summary>
/// <remarks>
/// Turbo, htmx, and frames would show a secret inside a page whose scripts and copies we don't know, and each such request would begin a
/// pending binding anew. Turbo loads the address again because of the meta element, htmx because of the header. In a frame, the person
/// follows the link.
/// </remarks>
internal sealed class WholePageResult : IActionResult
{
    private const string Policy =
        "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public static bool IsNeeded(HttpRequest request) =>
        request.Headers.ContainsKey("Turbo-Frame")
        || request.Headers.ContainsKey("X-Turbo-Request-Id")
        || IsHtmx(request)
        || request.Headers["Sec-Fetch-Dest"].ToString()
            is "iframe"
                or "frame"
                or "embed"
                or "object";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        PageLanguage.Apply(http);
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<TwoFactorTexts>>();
        var address = PageLinks.Here(http);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.ContentType = "text/html; charset=utf-8";
        if (IsHtmx(http.Request))
        {
            headers["HX-Redirect"] = address;
        }

        var (language, title, go) = (
            Encode(texts["Language"]),
            Encode(texts["Verify.Title"]),
            Encode(texts["Continue"])
        );
        await http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language}"><head><meta charset="utf-8"><meta name="turbo-visit-control" content="reload"><title>{title}</title></head>
            <body><p>{title}</p><p><a href="{HtmlEncoder.Default.Encode(
                address
            )}" target="_top">{go}</a></p></body></html>
            """,
            http.RequestAborted
        );
    }

    private static string Encode(LocalizedString text) => HtmlEncoder.Default.Encode(text.Value);

    private static bool IsHtmx(HttpRequest request) => request.Headers["HX-Request"] == "true";
}
