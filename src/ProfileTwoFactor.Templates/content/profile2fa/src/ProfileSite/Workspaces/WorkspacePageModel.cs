using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace ProfileSite.Workspaces;

/// <summary>A page of one workspace. Deriving from it puts the page behind the gate.</summary>
[RequireProfileTwoFactor]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class WorkspacePageModel : PageModel
{
    /// <summary>The workspace, which the gate has just loaded.</summary>
    public TwoFactorProfile Workspace => HttpContext.GetTwoFactorProfile()!;

    public bool IsOwner => HttpContext.GetTwoFactorMember()!.MemberId == Workspace.OwnerMemberId;
}
