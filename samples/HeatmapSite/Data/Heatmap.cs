namespace HeatmapSite.Data;

/// <summary>One watched page of a customer's site.</summary>
public sealed class Heatmap
{
    public required string ProfileId { get; init; }

    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The address of the watched page.</summary>
    public required string PageUrl { get; init; }

    /// <summary>Which drawing stands for a screenshot of the page: a partial view in Pages/Profiles/Snapshots.</summary>
    public required string Snapshot { get; init; }
}
