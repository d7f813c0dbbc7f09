namespace HeatmapSite.Heatmaps;

/// <summary>A part of a page and how often it was clicked.</summary>
public sealed record ClickedElement(string Name, int Clicks, int TotalClicks)
{
    /// <summary>From 0 to 1.</summary>
    public double Share => TotalClicks == 0 ? 0 : (double)Clicks / TotalClicks;
}
