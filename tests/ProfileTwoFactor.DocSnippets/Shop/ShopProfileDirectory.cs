using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Shop;

#region Directory
internal sealed class ShopProfileDirectory(IDbContextFactory<ShopDbContext> databases)
    : IProfileDirectory
{
    public async ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var workspace = await database.Workspaces.FindAsync([profileId], cancellationToken);
        if (workspace is null)
        {
            return null;
        }

        var userId = user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        var membership = userId is null
            ? null
            : await Activated(database, workspace.Id)
                .FirstOrDefaultAsync(member => member.UserId == userId, cancellationToken);
        var profile = new TwoFactorProfile
        {
            Id = workspace.Id,
            Name = workspace.Name,
            OwnerMemberId = workspace.OwnerMemberId,
            OwnerEmail = workspace.OwnerEmail,
        };
        return new ProfileAccess(profile, membership?.ToMember());
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Activated(database, profileId)
            .FirstOrDefaultAsync(member => member.Id == memberId, cancellationToken);
        return found?.ToMember();
    }

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var members = Activated(database, profileId).AsAsyncEnumerable();
        await foreach (var member in members.WithCancellation(cancellationToken))
        {
            yield return member.ToMember();
        }
    }

    private static IQueryable<Membership> Activated(ShopDbContext database, string workspaceId) =>
        database
            .Memberships.AsNoTracking()
            .Where(member => member.WorkspaceId == workspaceId && member.IsActivated);
}
#endregion
