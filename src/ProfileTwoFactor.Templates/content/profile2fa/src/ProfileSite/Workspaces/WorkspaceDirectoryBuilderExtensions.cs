using ProfileSite.Data;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore;

namespace ProfileSite.Workspaces;

/// <summary>Tells ProfileTwoFactor where workspaces and members are. It asks on each gated request, so a removed member is out at once.</summary>
public static class WorkspaceDirectoryBuilderExtensions
{
    public static ProfileTwoFactorBuilder AddWorkspaceDirectory(
        this ProfileTwoFactorBuilder builder
    ) =>
        builder.AddEntityFrameworkProfileDirectory<SiteDbContext>(
            (site, profileId) =>
                from workspace in site.Workspaces
                where workspace.Id == profileId
                select new TwoFactorProfile
                {
                    Id = workspace.Id,
                    Name = workspace.Name,
                    OwnerMemberId = workspace.OwnerMemberId,
                    OwnerEmail = workspace.OwnerEmail,
                },
            (site, profileId) =>
                from member in site.Members
                where member.WorkspaceId == profileId
                select new ProfileMembership
                {
                    UserId = member.UserId,
                    MemberId = member.Id,
                    AccountName = member.User!.Email!,
                    SecurityStamp = member.User.SecurityStamp,
                }
        );
}
