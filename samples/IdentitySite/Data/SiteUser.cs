using Microsoft.AspNetCore.Identity;

namespace IdentitySite.Data;

/// <summary>A user of Identity. The workspace is a column, so a user is a member of one workspace at most.</summary>
public sealed class SiteUser : IdentityUser
{
    public string? WorkspaceId { get; set; }
}
