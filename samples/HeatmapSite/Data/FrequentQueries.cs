using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Data;

/// <summary>The queries of nearly every request, compiled once for each host: Entity Framework otherwise looks up their translation each time.</summary>
internal sealed class FrequentQueries
{
    private readonly Func<
        HeatmapDbContext,
        string,
        string,
        CancellationToken,
        Task<string?>
    > _email = EF.CompileAsyncQuery(
        (HeatmapDbContext database, string personId, string stamp, CancellationToken _) =>
            database
                .People.Where(person => person.Id == personId && person.SecurityStamp == stamp)
                .Select(person => person.Email)
                .FirstOrDefault()
    );

    // One query, because it runs on every gated request.
    private readonly Func<
        HeatmapDbContext,
        string,
        string?,
        CancellationToken,
        Task<FoundAccess?>
    > _access = EF.CompileAsyncQuery(
        (HeatmapDbContext database, string id, string? personId, CancellationToken _) =>
            (
                from profile in database.Profiles
                join owner in database.Memberships on profile.OwnerMemberId equals owner.MemberId
                where profile.Id == id
                select new FoundAccess
                {
                    Profile = new TwoFactorProfile
                    {
                        Id = profile.Id,
                        Name = profile.Name,
                        OwnerMemberId = profile.OwnerMemberId,
                        OwnerEmail = owner.Person!.Email,
                        Stamp = profile.Stamp,
                    },
                    Member = database
                        .Memberships.Where(member =>
                            member.ProfileId == profile.Id
                            && member.PersonId == personId
                            && member.ActivatedAt != null
                        )
                        .Select(member => new ProfileMember
                        {
                            MemberId = member.MemberId,
                            AccountName = member.Person!.Email,
                            SecurityStamp = member.Person.SecurityStamp,
                        })
                        .FirstOrDefault(),
                }
            )
                .AsNoTracking()
                .FirstOrDefault()
    );

    private readonly Func<HeatmapDbContext, string, IAsyncEnumerable<Heatmap>> _heatmaps =
        EF.CompileAsyncQuery(
            (HeatmapDbContext database, string profileId) =>
                database
                    .Heatmaps.AsNoTracking()
                    .Where(heatmap => heatmap.ProfileId == profileId)
                    .OrderBy(heatmap => heatmap.Id)
                    .AsQueryable()
        );

    /// <summary>The mail address of a person whose session is of the current password; null for any other session.</summary>
    public Task<string?> FindEmailAsync(
        HeatmapDbContext database,
        string personId,
        string stamp,
        CancellationToken cancellationToken
    ) => _email(database, personId, stamp, cancellationToken);

    /// <summary>A profile with the person's activated membership, in one query.</summary>
    public async Task<ProfileAccess?> FindAccessAsync(
        HeatmapDbContext database,
        string profileId,
        string? personId,
        CancellationToken cancellationToken
    ) =>
        await _access(database, profileId, personId, cancellationToken) is { } found
            // Without sign-in there is no membership, whatever the database makes of a comparison with null.
            ? new ProfileAccess(found.Profile, personId is null ? null : found.Member)
            : null;

    public async Task<List<Heatmap>> HeatmapsAsync(
        HeatmapDbContext database,
        string profileId,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Heatmap>();
        await foreach (
            var heatmap in _heatmaps(database, profileId).WithCancellation(cancellationToken)
        )
        {
            found.Add(heatmap);
        }

        return found;
    }

    private sealed class FoundAccess
    {
        public required TwoFactorProfile Profile { get; init; }

        public ProfileMember? Member { get; init; }
    }
}
