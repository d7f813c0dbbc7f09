using HeatmapSite.Profiles;

namespace HeatmapSite.Heatmaps;

/// <summary>Heatmaps for scripts. The group they are mapped on is behind the gate.</summary>
internal static class HeatmapEndpoints
{
    public static void MapHeatmaps(this IEndpointRouteBuilder profile)
    {
        profile.MapGet("/heatmaps", ListAsync);

        // Polled by pages that are left open: it must not extend a verification.
        profile.MapGet("/live", LiveAsync).AsPassiveRequest();
    }

    private static async Task<IResult> ListAsync(
        CurrentProfile current,
        HeatmapQueries heatmaps,
        CancellationToken cancellationToken
    )
    {
        var access = current.Get();
        var found = await heatmaps.ListAsync(access.Profile.Id, cancellationToken);
        return Results.Ok(found.Select(heatmap => new { heatmap.Id, heatmap.Title }));
    }

    private static async Task<IResult> LiveAsync(
        CurrentProfile current,
        HeatmapQueries heatmaps,
        CancellationToken cancellationToken
    )
    {
        var access = current.Get();
        var days = await heatmaps.DailyClicksAsync(access.Profile.Id, cancellationToken);
        var (day, clicks) = days.LastOrDefault();
        return Results.Ok(new { day, clicks });
    }
}
