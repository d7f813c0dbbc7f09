using System.Security.Claims;
using IdentitySite.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace IdentitySite.Pages;

/// <summary>For staff: Identity's role, from the claims that Identity's factory puts into the session.</summary>
[Authorize(Roles = "staff")]
public sealed class StaffModel(SiteDbContext site, ITwoFactorImport import) : PageModel
{
    public IReadOnlyList<SiteUser> Waiting { get; private set; } = [];

    public IList<TwoFactorImportResult> Results { get; } = [];

    private TwoFactorImportRequest Job =>
        new()
        {
            Action = new OperatorAction
            {
                OperatorId = User.FindFirstValue(ClaimTypes.NameIdentifier)!,
                OperatorName = User.Identity!.Name!,
                Reason = "Moving from Identity's two-factor sign-in",
            },
        };

    public Task OnGetAsync() => ListAsync();

    public async Task OnPostImportAsync(string userId)
    {
        Results.Add(await import.ImportAccountAsync(userId, Job, HttpContext.RequestAborted));
        await ListAsync();
    }

    public async Task OnPostImportAllAsync()
    {
        await foreach (var result in import.ImportAccountsAsync(Job, HttpContext.RequestAborted))
        {
            Results.Add(result);
        }

        await ListAsync();
    }

    private async Task ListAsync() =>
        Waiting = await site
            .Users.AsNoTracking()
            .Where(user => user.TwoFactorEnabled)
            .OrderBy(user => user.Email)
            .ToListAsync();
}
