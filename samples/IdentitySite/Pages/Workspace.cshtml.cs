using IdentitySite.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace IdentitySite.Pages;

/// <summary>For members of the workspace, with its own code once the Owner has enabled two-factor authentication.</summary>
[RequireProfileTwoFactor]
public sealed class WorkspaceModel(SiteDbContext site) : PageModel
{
    public IReadOnlyList<string> Members { get; private set; } = [];

    public async Task OnGetAsync(string sid) =>
        Members = await site
            .Users.Where(user => user.WorkspaceId == sid)
            .OrderBy(user => user.Email)
            .Select(user => user.Email!)
            .ToListAsync();
}
