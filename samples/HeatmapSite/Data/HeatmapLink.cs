using ProfileTwoFactor;

namespace HeatmapSite.Data;

/// <summary>A heatmap that was shared by a link.</summary>
public sealed class HeatmapLink
{
    /// <summary>The last part of the link's address. Kept as it is: members see their links again to copy them.</summary>
    public required string Token { get; init; }

    public required string ProfileId { get; init; }

    public required string HeatmapId { get; init; }

    public required SharedLinkAccess Access { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: it does not end by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null while the link works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public SiteProfile? Profile { get; init; }
}
