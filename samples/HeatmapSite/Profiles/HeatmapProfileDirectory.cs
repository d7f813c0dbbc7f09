using System.Runtime.CompilerServices;
using System.Security.Claims;
using HeatmapSite.Data;
using HeatmapSite.Sessions;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>What the package asks the site: the one interface every host implements.</summary>
/// <remarks>Each call has a context of its own: the package stops waiting after a second, and the request goes on without the answer.</remarks>
internal sealed class HeatmapProfileDirectory(
    IDbContextFactory<HeatmapDbContext> databases,
    FrequentQueries queries
) : IProfileDirectory
{
    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        // Whatever case the address was typed in, it is the canonical profile or none: never a second policy.
        if (ProfileIds.Canonical(profileId) is not { } id)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await queries.FindAccessAsync(database, id, user.PersonId(), cancellationToken);
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ActiveMembers(database, profileId)
            .Where(member => member.MemberId == memberId)
            .Select(member => ToMember(member))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var members = ActiveMembers(database, profileId).OrderBy(member => member.Email);
        await foreach (
            var member in members.AsAsyncEnumerable().WithCancellation(cancellationToken)
        )
        {
            yield return ToMember(member);
        }
    }

    private static IQueryable<Membership> ActiveMembers(
        HeatmapDbContext database,
        string profileId
    ) =>
        database
            .Memberships.AsNoTracking()
            .Include(member => member.Person)
            .Where(member => member.ProfileId == profileId && member.ActivatedAt != null);

    private static ProfileMember ToMember(Membership member) =>
        new()
        {
            MemberId = member.MemberId,
            AccountName = member.Person!.Email,
            SecurityStamp = member.Person.SecurityStamp,
        };
}
