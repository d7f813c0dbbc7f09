using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileSite.Data;
using ProfileSite.Workspaces;

namespace ProfileSite.Pages;

public sealed class IndexModel(WorkspaceMembers members) : PageModel
{
    public IReadOnlyList<Workspace> Workspaces { get; private set; } = [];

    private string? UserId => User.FindFirstValue(ClaimTypes.NameIdentifier);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (UserId is { } userId)
        {
            Workspaces = await members.ListAsync(userId, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancellationToken)
    {
        if (UserId is not { } userId)
        {
            return Challenge();
        }

        if (name?.Trim() is not { Length: > 0 and <= Workspace.MaxName } trimmed)
        {
            return RedirectToPage();
        }

        return LocalRedirect($"/w/{await members.CreateAsync(userId, trimmed, cancellationToken)}");
    }
}
