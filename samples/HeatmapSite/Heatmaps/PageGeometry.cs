namespace HeatmapSite.Heatmaps;

/// <summary>The size in which pages are drawn and clicks are counted, whatever size a visitor's screen had.</summary>
internal static class PageGeometry
{
    public const int Width = 1000;
    public const int Height = 1060;
}
