using Microsoft.EntityFrameworkCore;

namespace Shop;

#region LinkDirectory
internal sealed class ShopLinkDirectory(IDbContextFactory<LinkDbContext> databases)
    : ISharedLinkDirectory
{
    public async ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var link = await database.Links.FindAsync([token], cancellationToken);
        return link is null
            ? null
            : new SharedLink
            {
                ProfileId = link.WorkspaceId,
                Access = link.IsPublic ? SharedLinkAccess.Public : SharedLinkAccess.MembersOnly,
                ExpiresAt = link.ExpiresAt,
                Resource = link.ReportId,
            };
    }
}
#endregion
