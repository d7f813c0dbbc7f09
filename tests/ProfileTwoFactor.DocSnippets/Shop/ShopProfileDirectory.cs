using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Shop;

#region OwnDirectory
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
        var userId = user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        var member = await database.Members.FirstOrDefaultAsync(
            member => member.WorkspaceId == profileId && member.UserId == userId,
            cancellationToken
        );
        var workspace = await database.Workspaces.FindAsync([profileId], cancellationToken);
        return workspace is null ? null : new(workspace.ToProfile(), member?.ToMember());
    }

    public async ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var member = await database.Members.FindAsync([memberId], cancellationToken);
        return member?.WorkspaceId == profileId ? member.ToMember() : null;
    }

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var members = database.Members.Where(member => member.WorkspaceId == profileId);
        await foreach (var m in members.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return m.ToMember();
        }
    }
}
#endregion
