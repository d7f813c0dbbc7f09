using HeatmapSite.Data;

namespace HeatmapSite.Live;

/// <summary>Clicks again where people clicked before.</summary>
internal static class DemoVisitors
{
    private static readonly Dictionary<string, ClickSpot[]> Spots = DemoHeatmaps
        .Clicks(DateOnly.MaxValue)
        .GroupBy(spot => spot.ProfileId)
        .ToDictionary(profile => profile.Key, profile => profile.ToArray());

    /// <returns>Null for a profile without demo pages.</returns>
    public static LiveClick? Click(string profileId)
    {
        if (!Spots.TryGetValue(profileId, out var spots))
        {
            return null;
        }

        var spot = spots[Random.Shared.Next(spots.Length)];
        return new LiveClick(spot.HeatmapId, spot.Element, spot.X, spot.Y);
    }
}
