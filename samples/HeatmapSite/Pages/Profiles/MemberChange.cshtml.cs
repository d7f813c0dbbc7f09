using HeatmapSite.Members;
using HeatmapSite.Profiles;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

/// <summary>Asks for confirmation before a member is removed, becomes the Owner, or loses their authenticator. Requires a fresh code.</summary>
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
            MemberChangeText.Transfer => text["{0} is now the Owner.", Row.Email],
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
                "The Owner can't be removed. Make another member the Owner first.",
            (MemberChangeText.Transfer, { IsOwner: true }) => "You are already the Owner.",
            (MemberChangeText.Transfer, { Activated: false }) =>
                "An invited person who hasn't joined yet can't be the Owner.",
            (MemberChangeText.Reset, { IsOwner: true }) =>
                "You can't reset your own authenticator. Replace it instead.",
            (MemberChangeText.Reset, { Activated: false }) =>
                "An invited person who hasn't joined yet has no authenticator.",
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
                    ? "Two-factor authentication is off. There is nothing to reset."
                : "The change failed. Try again.";
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
            : "Another person changed the members at the same time. Check the list again.";
    }

    private IActionResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
