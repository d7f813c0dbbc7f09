using Microsoft.EntityFrameworkCore;
using ProfileSite.Accounts;
using ProfileSite.Data;
using ProfileTwoFactor;

namespace ProfileSite.Workspaces;

/// <summary>Creates workspaces, and adds and removes their members.</summary>
public sealed class WorkspaceMembers(SiteDbContext database, SiteAccounts accounts)
{
    public Task<List<Workspace>> ListAsync(string userId, CancellationToken cancellationToken) =>
        database
            .Members.Where(member => member.UserId == userId)
            .Join(database.Workspaces, member => member.WorkspaceId, row => row.Id, (_, row) => row)
            .OrderBy(workspace => workspace.Name)
            .ToListAsync(cancellationToken);

    public Task<List<Member>> MembersAsync(
        string workspaceId,
        CancellationToken cancellationToken
    ) =>
        database
            .Members.Where(member => member.WorkspaceId == workspaceId)
            .Include(member => member.User)
            .OrderBy(member => member.User!.Email)
            .ToListAsync(cancellationToken);

    /// <summary>Creates a workspace whose Owner is the user.</summary>
    /// <returns>The id of the workspace.</returns>
    public async Task<string> CreateAsync(
        string userId,
        string name,
        CancellationToken cancellationToken
    )
    {
        var user = await database.Users.SingleAsync(row => row.Id == userId, cancellationToken);
        var workspaceId = Guid.NewGuid().ToString("n");
        var owner = new Member { WorkspaceId = workspaceId, UserId = userId };
        database.Add(
            new Workspace
            {
                Id = workspaceId,
                Name = name,
                OwnerMemberId = owner.Id,
                OwnerEmail = user.Email!,
            }
        );
        database.Add(owner);
        await database.SaveChangesAsync(cancellationToken);
        return workspaceId;
    }

    /// <returns>False if there is no user with this address.</returns>
    public async Task<bool> AddAsync(
        string workspaceId,
        string? email,
        CancellationToken cancellationToken
    )
    {
        if (await accounts.FindAsync(email) is not { } user)
        {
            return false;
        }

        if (await IsMemberAsync())
        {
            return true;
        }

        database.Add(new Member { WorkspaceId = workspaceId, UserId = user.Id });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The form was sent twice, or the database has a fault.
            if (!await IsMemberAsync())
            {
                throw;
            }
        }

        return true;

        Task<bool> IsMemberAsync() =>
            database.Members.AnyAsync(
                member => member.WorkspaceId == workspaceId && member.UserId == user.Id,
                cancellationToken
            );
    }

    /// <summary>Removes a member, but never the Owner.</summary>
    public Task RemoveAsync(
        TwoFactorProfile workspace,
        string memberId,
        CancellationToken cancellationToken
    ) =>
        database
            .Members.Where(member =>
                member.WorkspaceId == workspace.Id
                && member.Id == memberId
                && member.Id != workspace.OwnerMemberId
            )
            .ExecuteDeleteAsync(cancellationToken);
}
