using HeatmapSite.Accounts;
using HeatmapSite.Sessions;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace HeatmapSite.Pages.Account;

/// <summary>Where the link to a new address leads. Asks once more: mail programs open links by themselves.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class EmailConfirmModel(EmailChanges changes, IStringLocalizer<SiteText> text)
    : PageModel
{
    /// <summary>Null when the link is over, or not for the person signed in.</summary>
    public string? Email { get; private set; }

    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        Email = await changes.FindAsync(User.PersonId()!, token, cancellationToken);
        return Email is null ? Over() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await changes.ConfirmAsync(User.PersonId()!, token, cancellationToken);
        if (outcome == EmailConfirmation.Over)
        {
            return Over();
        }

        NoticeIsGood = outcome == EmailConfirmation.Done;
        Notice = text[NoticeIsGood ? "Saved." : "This e-mail can't be used."];
        return RedirectToPage("/Account/Profile");
    }

    private PageResult Over()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
