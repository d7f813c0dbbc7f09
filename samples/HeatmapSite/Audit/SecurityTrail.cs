using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Audit;

/// <summary>Reads the audit trail, the newest first and never more than a page of it.</summary>
internal sealed class SecurityTrail(HeatmapDbContext database)
{
    public const int PageSize = 50;

    public Task<List<SecurityEventRow>> OfAccountAsync(
        string personId,
        CancellationToken cancellationToken
    ) => OfAsync(TwoFactorScope.Account(personId), null, cancellationToken);

    /// <param name="before">The id of the last row of the page before; null for the newest.</param>
    public Task<List<SecurityEventRow>> OfProfileAsync(
        TwoFactorProfile profile,
        long? before,
        CancellationToken cancellationToken
    ) => OfAsync(TwoFactorScope.Profile(profile.Id, profile.Stamp), before, cancellationToken);

    /// <summary>What the staff took away lately, wherever it was.</summary>
    public async Task<List<SecurityEventRow>> OfSupportAsync(CancellationToken cancellationToken)
    {
        var rows = await database
            .SecurityEvents.AsNoTracking()
            .Where(row => row.Removal != null)
            .OrderByDescending(row => row.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => SecurityEventRow.From(row, namesStaff: true));
    }

    private async Task<List<SecurityEventRow>> OfAsync(
        TwoFactorScope scope,
        long? before,
        CancellationToken cancellationToken
    )
    {
        var limit = before ?? long.MaxValue;
        var rows = await database
            .SecurityEvents.AsNoTracking()
            .Of(scope)
            .Where(row => row.Id < limit)
            .OrderByDescending(row => row.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => SecurityEventRow.From(row));
    }
}
