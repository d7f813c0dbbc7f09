using HeatmapSite.Data;
using HeatmapSite.Invitations;
using HeatmapSite.Members;
using HeatmapSite.Profiles;
using HeatmapSite.RateLimits;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

[LimitRequests(RequestLimit.Invitations)]
internal sealed class MembersModel(
    CurrentProfile current,
    MemberQueries members,
    IProfileTwoFactorManager twoFactor,
    InvitationCommands invitations,
    IStringLocalizer<SiteText> text
) : ProfilePageModel(current)
{
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    /// <summary>For the Owner's eyes, and only while it is on.</summary>
    public IReadOnlyDictionary<string, MemberBindingInfo>? Authenticators { get; private set; }

    /// <summary>What the last form did.</summary>
    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public string ChangeUrl(MemberRow member, string change) =>
        $"/p/{Profile.Id}/settings/members/{Uri.EscapeDataString(member.MemberId)}/{change}";

    /// <summary>The package asks the question, and comes back here.</summary>
    public string AskAgainUrl(MemberRow member) =>
        QueryHelpers.AddQueryString(
            $"/two-factor/profiles/{Uri.EscapeDataString(Profile.Id)}/manage",
            new Dictionary<string, string?>
            {
                ["confirm"] = "ask-again",
                ["member"] = member.MemberId,
                ["returnUrl"] = $"/p/{Profile.Id}/settings/members",
            }
        );

    public bool CanReset(MemberRow member) =>
        Authenticators?.GetValueOrDefault(member.MemberId)
            is { State: not MemberBindingState.NotBound };

    public async Task<IActionResult> OnPostInviteAsync(
        string? email,
        CancellationToken cancellationToken
    )
    {
        if (!IsOwner)
        {
            return Forbid();
        }

        var address = EmailAddress.Normalise(email);
        var sent = address is null
            ? null
            : await invitations.InviteAsync(Profile, address, cancellationToken);
        NoticeIsGood = sent is { Mailed: true };
        Notice = (address, sent) switch
        {
            (null, _) => text["Enter a valid e-mail address."],
            (_, null) => text["{0} is already a member.", address],
            (_, { Mailed: false }) => text[
                "{0} is invited, but the mail couldn't be sent. Invite them again in a moment.",
                address
            ],
            _ => text["{0} is invited.", address],
        };
        return LocalRedirect($"/p/{Profile.Id}/settings/members");
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Members = await members.ListAsync(Profile.Id, cancellationToken);
        var status = await twoFactor.GetStatusAsync(HttpContext, Profile.Id);
        if (IsOwner && status.Value is { Enabled: true })
        {
            var bindings = await twoFactor.ListMembersAsync(HttpContext, Profile.Id);
            Authenticators = bindings.Value?.ToDictionary(binding => binding.MemberId);
        }
    }
}
