using HeatmapSite.Audit;
using HeatmapSite.Sessions;
using HeatmapSite.Support;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Support;

/// <summary>Find a person who lost everything, ask for confirmation, remove. Addresses are posted, so that request logs contain none.</summary>
/// <remarks>A stolen password of a colleague is not enough to remove a second factor: it requires a fresh code of the colleague's own account.</remarks>
[Authorize(Roles = SessionPrincipal.SupportRole)]
[RequireAccountTwoFactor]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(
    SupportQueries people,
    SupportRemovals removals,
    SecurityTrail trail,
    IStringLocalizer<SiteText> text
) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? ProfileId { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public SupportedPerson? Person { get; private set; }

    /// <summary>The question that is being asked; null while nothing is chosen.</summary>
    public SupportActionText? Text { get; private set; }

    public string ProfileName { get; private set; } = "";

    public string? Problem { get; private set; }

    public IReadOnlyList<SecurityEventRow> Lately { get; private set; } = [];

    public Task OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostFindAsync()
    {
        Person = await people.FindAsync(Email, HttpContext.RequestAborted);
        return Person is null
            ? await RefuseAsync(StatusCodes.Status404NotFound, "No account has this e-mail.")
            : await ShowAsync();
    }

    public async Task<IActionResult> OnPostAskAsync() =>
        await ChooseAsync()
            ? Page()
            : await RefuseAsync(
                StatusCodes.Status404NotFound,
                "The authenticator or profile to change wasn't found."
            );

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await ChooseAsync())
        {
            return await RefuseAsync(
                StatusCodes.Status404NotFound,
                "The authenticator or profile to change wasn't found."
            );
        }

        var aborted = HttpContext.RequestAborted;
        var error =
            What == SupportActionText.Profile
                ? await removals.SwitchOffAsync(User, ProfileId, Reason, aborted)
                : await removals.RemoveAsync(
                    User,
                    Email,
                    What == SupportActionText.Account ? null : ProfileId,
                    Reason,
                    aborted
                );
        if (error is not null)
        {
            return await RefuseAsync(error.StatusCode, Explain(error));
        }

        Notice = text["Done for {0}. They are notified by mail.", Person!.Email];
        return RedirectToPage();
    }

    private async Task<bool> ChooseAsync()
    {
        Person = await people.FindAsync(Email, HttpContext.RequestAborted);
        var profile = Person?.Memberships.FirstOrDefault(member => member.ProfileId == ProfileId);
        ProfileName = profile?.ProfileName ?? "";
        Text =
            Person is not null && (profile is not null || What == SupportActionText.Account)
                ? SupportActionText.For(What)
                : null;
        return Text is not null;
    }

    private static string Explain(TwoFactorError error) =>
        error switch
        {
            { StatusCode: StatusCodes.Status400BadRequest } => "Enter a reason, in one line.",
            _ when error == SupportErrors.OwnProfile =>
                "You are a member of this profile. Ask a colleague to do this.",
            { Code: TwoFactorErrorCodes.Conflict } =>
                "This is your own account. Ask a colleague to do this.",
            { Code: TwoFactorErrorCodes.NotEnabled or TwoFactorErrorCodes.NotBound } =>
                "There is nothing to remove.",
            _ => "A part of the site isn't responding right now. No data was lost.",
        };

    private Task<IActionResult> RefuseAsync(int status, string problem)
    {
        Problem = problem;
        Response.StatusCode = status;
        return ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        Lately = await trail.OfSupportAsync(HttpContext.RequestAborted);
        return Page();
    }
}
