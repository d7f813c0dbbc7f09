namespace HeatmapSite.Links;

/// <summary>What a shared link leads to.</summary>
internal sealed record SharedHeatmap(string ProfileName, string HeatmapId);
