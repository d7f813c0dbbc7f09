using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>A page with one link, for people whose browser does not go on by itself. It has no style, script or secret.</summary>
internal static class BarePage
{
    /// <param name="http">What is answered.</param>
    /// <param name="address">Where the link leads.</param>
    /// <param name="meta">Attributes of a meta element for what reads the page in place of a person.</param>
    /// <param name="target">The link's target; the same window without one.</param>
    /// <param name="ancestors">Which pages may show it in a frame.</param>
    public static async Task WriteAsync(
        HttpContext http,
        string address,
        string meta,
        string? target = null,
        string ancestors = "'none'"
    )
    {
        PageLanguage.Apply(http);
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<TwoFactorTexts>>();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; frame-ancestors {ancestors}; base-uri 'none'; form-action 'none'";
        headers.ContentType = "text/html; charset=utf-8";
        var (language, title, go) = (
            Encode(texts["Language"]),
            Encode(texts["Verify.Title"]),
            Encode(texts["Continue"])
        );
        var opens = target is null ? "" : $""" target="{target}" """.TrimEnd();
        await http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language}"><head><meta charset="utf-8"><meta {meta}><title>{title}</title></head>
            <body><p>{title}</p><p><a href="{Encode(address)}"{opens}>{go}</a></p></body></html>
            """,
            http.RequestAborted
        );
    }

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
