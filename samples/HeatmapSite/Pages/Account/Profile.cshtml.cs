using HeatmapSite.Accounts;
using HeatmapSite.Sessions;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace HeatmapSite.Pages.Account;

[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ProfileModel(AccountProfile account, IStringLocalizer<SiteText> text)
    : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Shown; changing it takes more than this page.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What the form did, or the page with the link of a new address.</summary>
    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var person = await account.GetAsync(User.PersonId()!, cancellationToken);
        Name = person.DisplayName;
        Email = person.Email;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await account.RenameAsync(User.PersonId()!, Name, cancellationToken);
        NoticeIsGood = outcome == ProfileChange.Done;
        Notice = text[outcome == ProfileChange.Done ? "Saved." : "The name is too long."];
        return RedirectToPage();
    }
}
