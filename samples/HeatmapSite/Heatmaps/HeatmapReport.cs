using HeatmapSite.Data;

namespace HeatmapSite.Heatmaps;

/// <summary>One heatmap over a range of days, ready to be drawn.</summary>
public sealed class HeatmapReport(
    Heatmap heatmap,
    DateOnly from,
    DateOnly to,
    IReadOnlyList<ClickSpot> spots
)
{
    public Heatmap Heatmap { get; } = heatmap;

    public DateOnly From { get; } = from;

    public DateOnly To { get; } = to;

    public IReadOnlyList<ClickSpot> Spots { get; } = spots;

    public int TotalClicks { get; } = spots.Sum(spot => spot.Clicks);

    /// <summary>What was clicked, the most popular first.</summary>
    public IReadOnlyList<ClickedElement> Elements { get; } =
    [
        .. spots
            .GroupBy(spot => spot.Element)
            .Select(element => new ClickedElement(
                element.Key,
                element.Sum(spot => spot.Clicks),
                spots.Sum(spot => spot.Clicks)
            ))
            .OrderByDescending(element => element.Clicks),
    ];

    /// <summary>How opaque a spot is drawn: the square root keeps rare clicks visible beside popular ones.</summary>
    public double Opacity(ClickSpot spot) => 0.45 * Math.Sqrt((double)spot.Clicks / MostClicks);

    private int MostClicks { get; } = spots.Select(spot => spot.Clicks).DefaultIfEmpty(1).Max();
}
