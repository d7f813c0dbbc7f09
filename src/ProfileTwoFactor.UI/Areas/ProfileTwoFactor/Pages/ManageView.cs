using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>What the manage page shows: the state, the Owner's list of members, and the question before each change.</summary>
internal abstract class ManageView(PageServices services) : TwoFactorPageModel(services)
{
    internal const string ConfirmParameter = "confirm";
    internal const string MemberParameter = "member";
    internal const string DisableAction = "disable";
    internal const string ResetAction = "reset";
    internal const string CodesAction = "codes";
    internal const string DateAction = "date";
    internal const string PassAction = "pass";
    internal const string AskAllAction = "ask-all";
    internal const string AskAgainAction = "ask-again";

    /// <summary>Whether a verification counts in every browser of the member.</summary>
    public bool IsShared => Services.Options.WindowBinding == WindowBinding.Member;

    /// <summary>Whether the member may have an app to replace. Before a verification it is offered to all: otherwise, the page would tell a stranger with the password who has an app.</summary>
    public bool OffersReplacement =>
        Status.You is { IsBound: true, VerifiedAt: null } or { HasAuthenticatorApp: true };

    /// <summary>Whether the Owner issues passes here.</summary>
    public bool IssuesPasses => Status.Policy.EnrollmentProof == EnrollmentProof.Required;

    /// <summary>The question the page asks, if any.</summary>
    public string? Confirm { get; private set; }

    /// <summary>The member the question is about.</summary>
    public MemberBindingInfo? Candidate { get; private set; }

    /// <summary>The Owner's list, where the Owner may see it now.</summary>
    public MemberPage? Members { get; private set; }

    /// <summary>Who has bound an authenticator, for the Owner.</summary>
    public EnforcementPreview? Preview { get; private set; }

    /// <summary>Whether that can't be read at the moment.</summary>
    public bool PreviewIsMissing { get; private set; }

    public MachinesView? Machines => MachinesView.Of(Preview, Services.Options);

    /// <summary>What was done just now.</summary>
    public LocalizedString? Notice { get; private set; }

    /// <summary>Whether the Owner has to enter a code to see the list.</summary>
    public bool MembersWithheld =>
        Members is null && Status is { Enabled: true, You.IsOwner: true };

    /// <summary>Whether the Owner can read what happened here.</summary>
    public bool HasHistory =>
        Status.You.IsOwner
        && HttpContext.RequestServices.GetService<IProfileSecurityHistory>() is not null;

    protected async Task<IActionResult> ShowAsync(string? question, string? memberId)
    {
        if (Status is { Enabled: true, You.IsOwner: true })
        {
            var list = await Manager.ListMembersAsync(HttpContext, ProfileId);
            if (!list.Succeeded && !IsAboutCode(list.Error))
            {
                return Refuse(list.Error);
            }

            Arrange(list.Value, memberId);
        }

        if (Status.You.IsOwner)
        {
            var preview = await Manager.PreviewEnforcementAsync(HttpContext, ProfileId);
            // An Owner who has to enter a code first sees it after that.
            (Preview, PreviewIsMissing) = (
                preview.Value,
                !preview.Succeeded && !IsAboutCode(preview.Error)
            );
        }

        Confirm = Asked(question);
        // The code comes before the question, so that the answer to it takes effect.
        if (Confirm is not null && !Status.You.IsFresh)
        {
            return Go(VerifyFor(Confirm, memberId));
        }

        if (ManageNotice.TextFor(HttpContext, Status) is { } notice)
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
                Request.Query[MemberPage.NumberParameter],
                Request.Query[MemberPage.StateParameter]
            );
        }
    }

    private string? Asked(string? question) =>
        question switch
        {
            DisableAction or AskAllAction when Status is { Enabled: true, You.IsOwner: true } =>
                question,
            DateAction
                when Status is { Enforcement: ProfileEnforcement.Scheduled, You.IsOwner: true } =>
                question,
            CodesAction when Status.You.IsBound => question,
            BindModel.ReplaceHandler when OffersReplacement => question,
            // Without the list the member is not known yet; the code comes first and the question again after it.
            ResetAction or AskAgainAction when Candidate is not null || MembersWithheld => question,
            PassAction
                when MembersWithheld
                    || (
                        Candidate is { } one
                        && (IssuesPasses || one.HasOnlyDisallowedAuthenticators)
                    ) => question,
            _ => null,
        };
}
