using HeatmapSite.Accounts;
using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Account;

/// <summary>Asks for another sign-in e-mail, which then has to prove itself.</summary>
[Authorize]
[RequireAccountTwoFactor(AllowWhenOff = true)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[LimitRequests(RequestLimit.Password)]
internal sealed class EmailModel(EmailChanges changes) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [TempData]
    public bool Mailed { get; set; }

    /// <summary>Why nothing was mailed.</summary>
    public string? Problem { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await changes.RequestAsync(
            User.PersonId()!,
            Email,
            Password,
            cancellationToken
        );
        if (outcome == EmailChangeOutcome.Mailed)
        {
            Mailed = true;
            return RedirectToPage();
        }

        Problem = outcome switch
        {
            EmailChangeOutcome.AddressRefused => "Enter a valid e-mail address.",
            EmailChangeOutcome.WrongPassword => "To change the e-mail, enter your password.",
            EmailChangeOutcome.Same => "This is already your e-mail address.",
            EmailChangeOutcome.TooSoon => "Wait one minute before you request another link.",
            EmailChangeOutcome.TooMany => "You requested too many links today. Try again tomorrow.",
            EmailChangeOutcome.AddressTooSoon =>
                "A mail was recently sent to this address. Try again in ten minutes.",
            _ => "The mail couldn't be sent. Try again later.",
        };
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
