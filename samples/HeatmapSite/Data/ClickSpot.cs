namespace HeatmapSite.Data;

/// <summary>How often one spot of a page was clicked on one day.</summary>
public sealed class ClickSpot
{
    public long Id { get; init; }

    public required string ProfileId { get; init; }

    public required string HeatmapId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>What was clicked, as the visitor saw it.</summary>
    public required string Element { get; init; }

    /// <summary>In units of a page that is <see cref="Heatmaps.PageGeometry.Width"/> wide.</summary>
    public required int X { get; init; }

    public required int Y { get; init; }

    public required int Clicks { get; init; }
}
