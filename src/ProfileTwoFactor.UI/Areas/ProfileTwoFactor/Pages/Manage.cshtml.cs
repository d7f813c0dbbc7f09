using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>All changes of a profile. The page asks for confirmation of each change, without script.</summary>
internal sealed class ManageModel(PageServices services, IProfileEnrollmentManager enrollments)
    : ManageView(services)
{
    private const string FileHandler = "file";

    /// <summary>Backup codes, in the one response that shows them.</summary>
    public BackupCodesView? IssuedCodes { get; private set; }

    /// <summary>A pass for a member, in the one response that shows it.</summary>
    public PassView? IssuedPass { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        string? wanted = Request.Query[ConfirmParameter];
        return await ShowAsync(wanted, Request.Query[MemberParameter]);
    }

    public async Task<IActionResult> OnPostDisableAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.DisableAsync(HttpContext, ProfileId);
        // It is off, regardless of who did it.
        return result.Succeeded || result.Error.Code == TwoFactorErrorCodes.NotEnabled
            ? Go(Done(ManageNotice.Disabled))
            : RefuseAction(result.Error, DisableAction);
    }

    public async Task<IActionResult> OnPostDateAsync(
        [FromForm(Name = NoticePeriod.Field)] string? notice
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        if (!NoticePeriod.TryRead(notice, Services.Time.GetUtcNow(), out var date))
        {
            return Refuse(NotOffered());
        }

        var result = await Manager.MoveEnforcementAsync(HttpContext, ProfileId, date);
        return result.Succeeded || result.Error.Code == TwoFactorErrorCodes.AlreadyEnforced
            ? Go(Done(ManageNotice.Moved))
            : RefuseAction(result.Error, DateAction);
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.RemindMembersAsync(HttpContext, ProfileId);
        return result switch
        {
            { Succeeded: true, Value.Queued: 0 } => Go(Done(ManageNotice.NoneToRemind)),
            { Succeeded: true } => Go(Done(ManageNotice.Reminded)),
            { Error.Code: TwoFactorErrorCodes.TooManyReminders } => Go(
                Done(ManageNotice.RemindedBefore)
            ),
            _ => Refuse(result.Error),
        };
    }

    public async Task<IActionResult> OnPostResetAsync([FromForm] string? memberId)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.ResetMemberAsync(HttpContext, ProfileId, memberId ?? "");
        return result.Succeeded
            ? Go(Done(ManageNotice.Reset))
            : RefuseAction(result.Error, ResetAction, memberId);
    }

    public async Task<IActionResult> OnPostAskAllAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Windows.AskAllAgainAsync(HttpContext, ProfileId);
        return result.Succeeded
            ? Go(Done(ManageNotice.AskedAll))
            : RefuseAction(result.Error, AskAllAction);
    }

    public async Task<IActionResult> OnPostAskAgainAsync([FromForm] string? memberId)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Windows.AskMemberAgainAsync(HttpContext, ProfileId, memberId ?? "");
        return result.Succeeded
            ? Go(Done(ManageNotice.AskedAgain))
            : RefuseAction(result.Error, AskAgainAction, memberId);
    }

    public async Task<IActionResult> OnPostPassAsync([FromForm] string? memberId)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await enrollments.IssuePassAsync(HttpContext, ProfileId, memberId ?? "");
        if (!result.Succeeded)
        {
            return RefuseAction(result.Error, PassAction, memberId);
        }

        // The list may be withheld by now; the pass is issued either way.
        var members = await Manager.ListMembersAsync(HttpContext, ProfileId);
        IssuedPass = new PassView(
            members.Value?.FirstOrDefault(member => member.MemberId == memberId)?.AccountName,
            result.Value,
            Origin
        );
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.RegenerateBackupCodesAsync(HttpContext, ProfileId);
        if (!result.Succeeded)
        {
            return RefuseAction(result.Error, CodesAction);
        }

        var owner = BackupCodesOwner.Profile(Services.Application, Status);
        IssuedCodes = new BackupCodesView(owner, result.Value)
        {
            Seal = Services.BackupCodes.Seal(HttpContext, owner, result.Value),
            FileUrl = LinkTo(PageLinks.Manage, ("handler", FileHandler)),
            DoneUrl = Origin,
            DoneFields = PageLinks.FieldsOf(Done(ManageNotice.Codes)),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync([FromForm] string? codes) =>
        await LoadAsync()
        ?? Download(BackupCodesOwner.Profile(Services.Application, Status), codes);

    private IProfileWindowManager Windows =>
        HttpContext.RequestServices.GetRequiredService<IProfileWindowManager>();

    private IActionResult RefuseAction(
        TwoFactorError error,
        string action,
        string? memberId = null
    ) => IsAboutCode(error) ? Go(VerifyFor(action, memberId)) : Refuse(error);
}
