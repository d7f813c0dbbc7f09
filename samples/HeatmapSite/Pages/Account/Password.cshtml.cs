using HeatmapSite.Accounts;
using HeatmapSite.RateLimits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Account;

[Authorize]
[RequireAccountTwoFactor(AllowWhenOff = true)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[LimitRequests(RequestLimit.Password)]
internal sealed class PasswordModel(AccountPassword account) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? New { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    /// <summary>What the security page says.</summary>
    [TempData(Key = SecurityModel.PasswordChangedKey)]
    public bool Changed { get; set; }

    /// <summary>Why nothing was changed.</summary>
    public string? Problem { get; private set; }

    public string TwoFactorUrl => SecurityModel.TwoFactorPage;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        Problem = New == Again ? await ChangeAsync() : "The new passwords don't match.";
        if (Problem is null)
        {
            // Not back here: the change ended this browser's proof as well, and the page would ask for a code to say that it is done.
            Changed = true;
            return RedirectToPage("/Account/Security");
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<string?> ChangeAsync() =>
        await account.ChangeAsync(HttpContext, Current, New) switch
        {
            PasswordChange.Done => null,
            PasswordChange.WrongPassword => "The current password is wrong.",
            PasswordChange.PasswordRefused =>
                "Choose another password. This password is too easy to guess, too short, or too long.",
            _ => "The password was changed at the same time in another browser.",
        };
}
