using Microsoft.AspNetCore.Identity;

namespace IdentitySite.Data;

/// <summary>A user of Identity. The workspace is a column, so a user is a member of one workspace at most.</summary>
public sealed class SiteUser : IdentityUser
{
    public string? WorkspaceId { get; private set; }

    /// <summary>Another value at each joining: the authenticator of an earlier membership doesn't count for a later one.</summary>
    public string? WorkspaceStamp { get; private set; }

    public void Join(string workspaceId)
    {
        WorkspaceId = workspaceId;
        WorkspaceStamp = Guid.NewGuid().ToString("n");
    }
}
