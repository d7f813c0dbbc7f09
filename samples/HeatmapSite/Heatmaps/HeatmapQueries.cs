using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Heatmaps;

/// <summary>What pages and calls read about the heatmaps of one profile. Callers are past the gate.</summary>
internal sealed class HeatmapQueries(HeatmapDbContext database, FrequentQueries queries)
{
    public Task<List<Heatmap>> ListAsync(string profileId, CancellationToken cancellationToken) =>
        queries.HeatmapsAsync(database, profileId, cancellationToken);

    /// <summary>A heatmap with the clicks of the last days that were recorded.</summary>
    public async Task<HeatmapReport?> FindAsync(
        string profileId,
        string heatmapId,
        int days,
        CancellationToken cancellationToken
    )
    {
        var heatmap = await database
            .Heatmaps.AsNoTracking()
            .SingleOrDefaultAsync(
                candidate => candidate.ProfileId == profileId && candidate.Id == heatmapId,
                cancellationToken
            );
        if (heatmap is null)
        {
            return null;
        }

        var spots = database.ClickSpots.Where(spot =>
            spot.ProfileId == profileId && spot.HeatmapId == heatmapId
        );
        var to = await spots.MaxAsync(spot => (DateOnly?)spot.Day, cancellationToken) ?? default;
        var from = to.DayNumber >= days ? to.AddDays(1 - days) : default;
        var found = await spots
            .AsNoTracking()
            .Where(spot => spot.Day >= from)
            .ToListAsync(cancellationToken);
        return new HeatmapReport(heatmap, from, to, found);
    }

    /// <summary>Clicks by day, oldest first, over all heatmaps of the profile.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, int Clicks)>> DailyClicksAsync(
        string profileId,
        CancellationToken cancellationToken
    )
    {
        var days = await database
            .ClickSpots.Where(spot => spot.ProfileId == profileId)
            .GroupBy(spot => spot.Day)
            .Select(day => new { Day = day.Key, Clicks = day.Sum(spot => spot.Clicks) })
            .OrderBy(day => day.Day)
            .ToListAsync(cancellationToken);
        return [.. days.Select(day => (day.Day, day.Clicks))];
    }
}
