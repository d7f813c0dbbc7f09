namespace HeatmapSite.Live;

/// <summary>A visitor clicked just now.</summary>
/// <param name="X">In units of a page that is <see cref="Heatmaps.PageGeometry.Width"/> wide.</param>
public sealed record LiveClick(string HeatmapId, string Element, int X, int Y);
