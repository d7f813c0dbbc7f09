using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Links;

/// <summary>Sharing heatmaps by links. Callers are past the gate; whatever they name is looked for in their own profile only.</summary>
internal sealed class LinkCommands(HeatmapDbContext database, TimeProvider time)
{
    /// <returns>The link's token; null when the profile has no such heatmap.</returns>
    public async Task<string?> CreateAsync(
        string profileId,
        string heatmapId,
        SharedLinkAccess access,
        DateTimeOffset? expiresAt,
        CancellationToken cancellationToken
    )
    {
        var exists = await database.Heatmaps.AnyAsync(
            heatmap => heatmap.ProfileId == profileId && heatmap.Id == heatmapId,
            cancellationToken
        );
        if (!exists)
        {
            return null;
        }

        var link = new HeatmapLink
        {
            Token = SecretToken.Create(),
            ProfileId = profileId,
            HeatmapId = heatmapId,
            Access = access,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = expiresAt?.ToUniversalTime(),
        };
        database.Add(link);
        await database.SaveChangesAsync(cancellationToken);
        return link.Token;
    }

    /// <summary>The heatmap's links that were not revoked, the newest first.</summary>
    public async Task<IReadOnlyList<HeatmapLink>> ListAsync(
        string profileId,
        string heatmapId,
        CancellationToken cancellationToken
    )
    {
        var links = await Existing(profileId)
            .AsNoTracking()
            .Where(link => link.HeatmapId == heatmapId)
            .ToListAsync(cancellationToken);

        // Not in the query: SQLite keeps moments as text and can't compare them.
        return [.. links.OrderByDescending(link => link.CreatedAt)];
    }

    /// <returns>False when the profile has no such link, or had it revoked.</returns>
    public async Task<bool> SwitchAsync(
        string profileId,
        string token,
        SharedLinkAccess access,
        CancellationToken cancellationToken
    ) =>
        await Existing(profileId)
            .Where(link => link.Token == token)
            .ExecuteUpdateAsync(
                update => update.SetProperty(link => link.Access, access),
                cancellationToken
            ) == 1;

    /// <returns>False when the profile has no such link, or had it revoked already.</returns>
    public async Task<bool> RevokeAsync(
        string profileId,
        string token,
        CancellationToken cancellationToken
    ) =>
        await Existing(profileId)
            .Where(link => link.Token == token)
            .ExecuteUpdateAsync(
                update => update.SetProperty(link => link.RevokedAt, time.GetUtcNow()),
                cancellationToken
            ) == 1;

    private IQueryable<HeatmapLink> Existing(string profileId) =>
        database.HeatmapLinks.Where(link => link.ProfileId == profileId && link.RevokedAt == null);
}
