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

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the form did.</summary>
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
        var outcome = await account.ChangeAsync(
            User.PersonId()!,
            Name,
            Email,
            Password,
            cancellationToken
        );
        NoticeIsGood = outcome == ProfileChange.Done;
        Notice = text[
            outcome switch
            {
                ProfileChange.Done => "Saved.",
                ProfileChange.NameRefused => "That name is too long.",
                ProfileChange.AddressRefused => "That is no e-mail address.",
                ProfileChange.WrongPassword => "To change the e-mail, enter your password.",
                _ => "That e-mail can't be used.",
            }
        ];
        return RedirectToPage();
    }
}
