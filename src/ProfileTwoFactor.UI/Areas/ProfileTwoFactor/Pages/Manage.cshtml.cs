using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Shows how things stand, and everything that can be changed about it. Each change is asked back by the page itself, without script.</summary>
internal sealed class ManageModel(PageServices services) : TwoFactorPageModel(services)
{
    internal const string ConfirmParameter = "confirm";
    internal const string MemberParameter = "member";
    internal const string DisableAction = "disable";
    internal const string ResetAction = "reset";
    internal const string CodesAction = "codes";
    private const string FileHandler = "file";

    /// <summary>The question the page asks, if any.</summary>
    public string? Confirm { get; private set; }

    /// <summary>The member the question is about.</summary>
    public MemberBindingInfo? Candidate { get; private set; }

    /// <summary>The Owner's list, where the Owner may see it now.</summary>
    public MemberPage? Members { get; private set; }

    /// <summary>Backup codes, in the one response that shows them.</summary>
    public BackupCodesView? IssuedCodes { get; private set; }

    /// <summary>What was done just now.</summary>
    public LocalizedString? Notice { get; private set; }

    /// <summary>Whether the Owner has to enter a code to see the list.</summary>
    public bool MembersWithheld =>
        Members is null && Status is { Enabled: true, You.IsOwner: true };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync().ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        string? wanted = Request.Query[ConfirmParameter];
        return await ShowAsync(wanted, Request.Query[MemberParameter]).ConfigureAwait(false);
    }

    public async Task<IActionResult> OnPostDisableAsync([FromForm] bool confirmed)
    {
        if (await LoadAsync().ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (!confirmed)
        {
            return Unconfirmed(await ShowAsync(DisableAction, null).ConfigureAwait(false));
        }

        var result = await Manager.DisableAsync(HttpContext, ProfileId).ConfigureAwait(false);
        return result.Succeeded
            ? Done(ManageNotice.Disabled)
            : RefuseAction(result.Error, DisableAction);
    }

    public async Task<IActionResult> OnPostResetAsync([FromForm] string? memberId)
    {
        if (await LoadAsync().ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var result = await Manager
            .ResetMemberAsync(HttpContext, ProfileId, memberId ?? "")
            .ConfigureAwait(false);
        return result.Succeeded
            ? Done(ManageNotice.Reset)
            : RefuseAction(result.Error, ResetAction, memberId);
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        if (await LoadAsync().ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var result = await Manager
            .RegenerateBackupCodesAsync(HttpContext, ProfileId)
            .ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return RefuseAction(result.Error, CodesAction);
        }

        var owner = BackupCodesOwner.Profile(Services.Application, Status);
        IssuedCodes = new BackupCodesView(owner, result.Value)
        {
            Seal = Services.BackupCodes.Seal(HttpContext, owner, result.Value),
            FileUrl = LinkTo(PageLinks.Manage, ("handler", FileHandler)),
            DoneUrl = LinkTo(PageLinks.Manage),
            DoneFields =
            [
                (ManageNotice.Parameter, ManageNotice.Codes),
                (Internal.ReturnUrl.Parameter, ReturnUrl),
            ],
        };
        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync([FromForm] string? codes) =>
        await LoadAsync().ConfigureAwait(false)
        ?? Download(BackupCodesOwner.Profile(Services.Application, Status), codes);

    private async Task<IActionResult> ShowAsync(string? question, string? memberId)
    {
        if (Status is { Enabled: true, You.IsOwner: true })
        {
            var list = await Manager.ListMembersAsync(HttpContext, ProfileId).ConfigureAwait(false);
            if (!list.Succeeded && !IsAboutCode(list.Error))
            {
                return Refuse(list.Error);
            }

            Arrange(list.Value, memberId);
        }

        Confirm = Asked(question);
        if (Confirm is not null && Status.You.State != MemberTwoFactorState.Verified)
        {
            return Go(VerifyFor(Confirm, memberId));
        }

        if (ManageNotice.TextFor(Request.Query[ManageNotice.Parameter], Status) is { } notice)
        {
            Notice = Texts[notice];
        }

        return Page();
    }

    private void Arrange(IReadOnlyList<MemberBindingInfo>? members, string? memberId)
    {
        if (members is not null)
        {
            Candidate = members.FirstOrDefault(member => member.MemberId == memberId);
            Members = MemberPage.Of(
                members,
                Request.Query[MemberPage.SearchParameter],
                Request.Query[MemberPage.NumberParameter]
            );
        }
    }

    private string? Asked(string? question) =>
        question switch
        {
            DisableAction when Status is { Enabled: true, You.IsOwner: true } => question,
            CodesAction or BindModel.ReplaceHandler when Status.You.IsBound => question,
            // Without the list the member is not known yet; the code comes first and the question again after it.
            ResetAction when Candidate is not null || MembersWithheld => question,
            _ => null,
        };

    private IActionResult Unconfirmed(IActionResult shown)
    {
        if (shown is PageResult)
        {
            ShowProblem(StatusCodes.Status400BadRequest, Texts["Disable.Unconfirmed"]);
        }

        return shown;
    }

    private IActionResult Done(string notice) =>
        Go(Step(PageLinks.Manage, (ManageNotice.Parameter, notice)));

    private IActionResult RefuseAction(
        TwoFactorError error,
        string action,
        string? memberId = null
    ) => IsAboutCode(error) ? Go(VerifyFor(action, memberId)) : Refuse(error);
}
