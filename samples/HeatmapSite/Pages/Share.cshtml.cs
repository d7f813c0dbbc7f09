using HeatmapSite.Heatmaps;
using HeatmapSite.Http;
using HeatmapSite.Links;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Pages;

/// <summary>A heatmap for everyone whom the link admits: a page for people, two ids for programs.</summary>
[RequireSharedLink]
internal sealed class ShareModel(HeatmapQueries heatmaps) : PageModel
{
    private const int Days = 30;

    public HeatmapReport Report { get; private set; } = null!;

    public SharedHeatmap Shared { get; private set; } = null!;

    public bool IsPublic { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var link = HttpContext.GetSharedLink();
        Shared = (SharedHeatmap)link.Resource!;
        IsPublic = link.Access == SharedLinkAccess.Public;

        // Shared with those who have the link, not with those who search the web.
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (ApiCaller.WantsJson(Request))
        {
            return new JsonResult(new { Shared.HeatmapId, link.ProfileId });
        }

        var found = await heatmaps.FindAsync(
            link.ProfileId,
            Shared.HeatmapId,
            Days,
            cancellationToken
        );
        if (found is null)
        {
            return NotFound();
        }

        Report = found;
        return Page();
    }
}
