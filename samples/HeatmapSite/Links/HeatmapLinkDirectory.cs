using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Links;

/// <summary>What the package asks about shared links, at every request of one.</summary>
internal sealed class HeatmapLinkDirectory(IDbContextFactory<HeatmapDbContext> databases)
    : ISharedLinkDirectory
{
    public async ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .HeatmapLinks.Where(link => link.Token == token && link.RevokedAt == null)
            .Select(link => new SharedLink
            {
                ProfileId = link.ProfileId,
                Access = link.Access,
                ExpiresAt = link.ExpiresAt,
                Resource = new SharedHeatmap(link.Profile!.Name, link.HeatmapId),
            })
            .FirstOrDefaultAsync(cancellationToken);
    }
}
