using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a visit that another site began: lets the browser ask again, as a visit of this site's own.</summary>
/// <remarks>
/// Browsers keep strict cookies back from the first request that another site causes, redirects included. Without them a page would issue
/// another antiforgery cookie and mark this browser anew, and the page that is open in another tab would be out of date.
/// </remarks>
internal sealed class SameSiteHopResult : IActionResult
{
    // A page that never counts as this site's own, such as one that a sandboxed frame opened, would be asked for without end.
    private const string Parameter = "hop";

    private const string Policy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static bool IsNeeded(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site"
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && !request.Query.ContainsKey(Parameter);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        PageLanguage.Apply(http);
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<TwoFactorTexts>>();
        var address = HtmlEncoder.Default.Encode(
            PageLinks.With(PageLinks.Here(http, without: Parameter), Parameter, "1")
        );
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.ContentType = "text/html; charset=utf-8";
        var (language, title, go) = (
            Encode(texts["Language"]),
            Encode(texts["Verify.Title"]),
            Encode(texts["Continue"])
        );
        await http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}"><title>{title}</title></head>
            <body><p>{title}</p><p><a href="{address}">{go}</a></p></body></html>
            """,
            http.RequestAborted
        );
    }

    private static string Encode(LocalizedString text) => HtmlEncoder.Default.Encode(text.Value);
}
