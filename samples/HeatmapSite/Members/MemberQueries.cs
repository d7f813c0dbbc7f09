using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Members;

internal sealed class MemberQueries(HeatmapDbContext database)
{
    /// <summary>Members and invited people, the Owner first.</summary>
    public Task<List<MemberRow>> ListAsync(string profileId, CancellationToken cancellationToken) =>
        (
            from member in database.Memberships.AsNoTracking()
            join profile in database.Profiles on member.ProfileId equals profile.Id
            where member.ProfileId == profileId
            let isOwner = member.MemberId == profile.OwnerMemberId
            orderby isOwner descending, member.ActivatedAt == null, member.Email
            select new MemberRow(
                member.MemberId,
                member.Person == null ? member.Email : member.Person.Email,
                member.Person == null ? "" : member.Person.DisplayName,
                isOwner,
                member.ActivatedAt
            )
        ).ToListAsync(cancellationToken);

    /// <summary>The profiles a person belongs to or is invited to.</summary>
    public Task<List<ProfileRow>> ProfilesOfAsync(
        string? personId,
        string? email,
        CancellationToken cancellationToken
    ) =>
        (
            from member in database.Memberships.AsNoTracking()
            where
                member.PersonId != null && member.PersonId == personId
                || member.PersonId == null && member.Email == email
            orderby member.ActivatedAt == null, member.Profile!.Name
            select new ProfileRow(
                member.ProfileId,
                member.Profile!.Name,
                member.Profile.OwnerMemberId == member.MemberId,
                member.ActivatedAt != null
            )
        ).ToListAsync(cancellationToken);
}
