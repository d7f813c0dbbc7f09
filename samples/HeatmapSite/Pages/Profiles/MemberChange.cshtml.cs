using HeatmapSite.Members;
using HeatmapSite.Profiles;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

/// <summary>Asks once more before somebody is removed, made the Owner, or loses their authenticator. Takes a code entered just now.</summary>
[Authorize(Policy = ProfileOwnerRequirement.PolicyName)]
internal sealed class MemberChangeModel(
    CurrentProfile current,
    MemberQueries members,
    MemberCommands commands,
    IProfileTwoFactorManager twoFactor,
    IStringLocalizer<SiteText> text
) : ProfilePageModel(current)
{
    public MemberRow Row { get; private set; } = null!;

    public MemberChangeText Text { get; private set; } = null!;

    /// <summary>Why it can't be done; null when it can.</summary>
    public string? Problem { get; private set; }

    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public async Task<IActionResult> OnGetAsync(string memberId, string change)
    {
        if (!await FindAsync(memberId, change))
        {
            return NotFound();
        }

        return Problem is null ? Page() : Refuse(Problem);
    }

    public async Task<IActionResult> OnPostAsync(string memberId, string change)
    {
        if (!await FindAsync(memberId, change))
        {
            return NotFound();
        }

        Problem ??= await ApplyAsync(change);
        if (Problem is not null)
        {
            return Refuse(Problem);
        }

        NoticeIsGood = true;
        Notice = change switch
        {
            MemberChangeText.Transfer => text["{0} is the Owner now.", Row.Email],
            MemberChangeText.Reset => text[
                "{0} binds a new authenticator at their next visit.",
                Row.Email
            ],
            _ when Row.Activated => text["{0} was removed.", Row.Email],
            _ => text["The invitation of {0} was withdrawn.", Row.Email],
        };
        return LocalRedirect($"/p/{Profile.Id}/settings/members");
    }

    private async Task<bool> FindAsync(string memberId, string change)
    {
        var all = await members.ListAsync(Profile.Id, HttpContext.RequestAborted);
        if (
            all.Find(member => member.MemberId == memberId) is not { } row
            || MemberChangeText.For(change, row) is not { } found
        )
        {
            return false;
        }

        (Row, Text) = (row, found);
        Problem = (change, row) switch
        {
            (MemberChangeText.Remove, { IsOwner: true }) =>
                "The Owner can't be removed. Make somebody else the Owner first.",
            (MemberChangeText.Transfer, { IsOwner: true }) => "That is you: you are the Owner.",
            (MemberChangeText.Transfer, { Activated: false }) =>
                "Who is invited and has not joined yet can't be the Owner.",
            (MemberChangeText.Reset, { IsOwner: true }) =>
                "You can't reset yourself. Replace your authenticator instead.",
            (MemberChangeText.Reset, { Activated: false }) =>
                "Who is invited and has not joined yet has no authenticator.",
            _ => null,
        };
        return true;
    }

    private async Task<string?> ApplyAsync(string change)
    {
        if (change == MemberChangeText.Reset)
        {
            var reset = await twoFactor.ResetMemberAsync(HttpContext, Profile.Id, Row.MemberId);
            return reset.Succeeded ? null
                : reset.Error.Code == TwoFactorErrorCodes.NotEnabled
                    ? "Two-factor authentication is off; there is nothing to reset."
                : "That did not work. Please try again.";
        }

        var aborted = HttpContext.RequestAborted;
        var outcome =
            change == MemberChangeText.Remove
                ? await commands.RemoveAsync(Profile.Id, Row.MemberId, aborted)
                : await commands.TransferOwnershipAsync(
                    Profile.Id,
                    Member.MemberId,
                    Row.MemberId,
                    aborted
                );
        return outcome == MemberChange.Done
            ? null
            : "Somebody changed the members at the same moment. Look at the list again.";
    }

    private IActionResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
