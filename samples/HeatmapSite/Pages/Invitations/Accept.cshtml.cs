using HeatmapSite.Invitations;
using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages.Invitations;

/// <summary>Where the link in an invitation leads.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[LimitRequests(RequestLimit.SignIn)]
internal sealed class AcceptModel(InvitationQueries invitations, InvitationAcceptance acceptance)
    : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public FoundInvitation Found { get; private set; } = null!;

    /// <summary>Whether the password was not accepted.</summary>
    public bool Refused { get; private set; }

    public bool IsSomebodyElse { get; private set; }

    public Task<IActionResult> OnGetAsync(string token) => ShowAsync(token);

    public async Task<IActionResult> OnPostAsync(string token)
    {
        var outcome = await acceptance.AcceptAsync(HttpContext, token, Password);
        if (outcome == Acceptance.JoinedOnly)
        {
            return LocalRedirect("/account/login");
        }

        Refused = outcome == Acceptance.PasswordRefused;
        var shown = await ShowAsync(token);
        return outcome == Acceptance.Done ? LocalRedirect($"/p/{Found.ProfileId}") : shown;
    }

    private async Task<IActionResult> ShowAsync(string token)
    {
        if (await invitations.FindAsync(token, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }

        Found = found;
        IsSomebodyElse =
            User.PersonId() is not null
            && found.Email is { } email
            && !await invitations.IsForAsync(email, User.PersonId(), HttpContext.RequestAborted);
        Response.StatusCode =
            found.Email is null ? StatusCodes.Status409Conflict
            : IsSomebodyElse ? StatusCodes.Status403Forbidden
            : Refused ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        return Page();
    }
}
