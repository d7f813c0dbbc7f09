using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Internal;

/// <summary>Serves the stylesheet wherever the pages work: also in hosts without static files, and to people a fallback policy keeps out.</summary>
[AllowAnonymous]
internal sealed class StylesheetModel : PageModel
{
    public FileContentResult OnGet()
    {
        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        Response.Headers.XContentTypeOptions = "nosniff";
        return new FileContentResult(TwoFactorStylesheet.Content, "text/css; charset=utf-8")
        {
            EntityTag = new EntityTagHeaderValue($"\"{TwoFactorStylesheet.Version}\""),
        };
    }
}
