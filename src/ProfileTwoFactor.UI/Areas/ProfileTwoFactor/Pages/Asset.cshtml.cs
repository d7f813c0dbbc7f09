using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Internal;

/// <summary>Serves stylesheet and scripts wherever the pages work: also in hosts without static files, and to people a fallback policy keeps out.</summary>
[AllowAnonymous]
internal sealed class AssetModel : PageModel
{
    internal const string NameParameter = "asset";

    public IActionResult OnGet([FromRoute(Name = NameParameter)] string name)
    {
        if (!PageAsset.All.TryGetValue(name, out var asset))
        {
            return NotFound();
        }

        // An address without the version, such as that of an imported module, means another content after an upgrade.
        Response.Headers.CacheControl =
            Request.Query[PageLinks.VersionParameter] == asset.Version
                ? "public, max-age=31536000, immutable"
                : "public, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        return new FileContentResult(asset.Content, asset.ContentType)
        {
            EntityTag = new EntityTagHeaderValue(asset.EntityTag),
        };
    }
}
