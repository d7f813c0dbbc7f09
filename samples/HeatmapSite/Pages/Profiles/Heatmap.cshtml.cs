using HeatmapSite.Heatmaps;
using HeatmapSite.Profiles;
using Microsoft.AspNetCore.Mvc;

namespace HeatmapSite.Pages.Profiles;

internal sealed class HeatmapModel(CurrentProfile current, HeatmapQueries heatmaps)
    : ProfilePageModel(current)
{
    public static IReadOnlyList<int> Ranges { get; } = [7, 14, 30];

    public int Days { get; private set; }

    public HeatmapReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string heatmapId,
        string? days,
        CancellationToken cancellationToken
    )
    {
        Days = Ranges.FirstOrDefault(range => $"{range}" == days, Ranges[^1]);
        var found = await heatmaps.FindAsync(Profile.Id, heatmapId, Days, cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        Report = found;
        return Page();
    }
}
