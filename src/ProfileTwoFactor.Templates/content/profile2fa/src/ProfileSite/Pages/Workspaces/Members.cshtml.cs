using Microsoft.AspNetCore.Mvc;
using ProfileSite.Data;
using ProfileSite.Workspaces;

namespace ProfileSite.Pages;

public sealed class MembersModel(WorkspaceMembers members) : WorkspacePageModel
{
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public string? Email { get; private set; }

    public string? Error { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Members = await members.MembersAsync(Workspace.Id, cancellationToken);

    public async Task<IActionResult> OnPostAddAsync(
        string? email,
        CancellationToken cancellationToken
    )
    {
        if (!IsOwner)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await members.AddAsync(Workspace.Id, email, cancellationToken))
        {
            return LocalRedirect($"/w/{Workspace.Id}/members");
        }

        Email = email;
        Error = "There is no user with this address. Ask the person to register first.";
        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(
        string memberId,
        CancellationToken cancellationToken
    )
    {
        if (!IsOwner)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await members.RemoveAsync(Workspace, memberId, cancellationToken);
        return LocalRedirect($"/w/{Workspace.Id}/members");
    }
}
