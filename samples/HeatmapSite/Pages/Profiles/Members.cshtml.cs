using HeatmapSite.Data;
using HeatmapSite.Invitations;
using HeatmapSite.Members;
using HeatmapSite.Profiles;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

internal sealed class MembersModel(
    CurrentProfile current,
    MemberQueries members,
    IProfileTwoFactorManager twoFactor,
    IPolicyStore policies,
    InvitationCommands invitations,
    IStringLocalizer<SiteText> text,
    IOptions<ProfileTwoFactorOptions> options
) : ProfilePageModel(current)
{
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    /// <summary>Null when the package can't tell right now.</summary>
    public ProfileTwoFactorStatus? Status { get; private set; }

    /// <summary>Who switched two-factor authentication on, if that person is still a member.</summary>
    public string? EnabledBy { get; private set; }

    /// <summary>For the Owner's eyes, and only while it is on.</summary>
    public IReadOnlyDictionary<string, MemberBindingInfo>? Authenticators { get; private set; }

    /// <summary>What the last form did.</summary>
    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public string ManageUrl => $"{options.Value.PathPrefix}/profiles/{Profile.Id}/manage";

    public string ChangeUrl(MemberRow member, string change) =>
        $"/p/{Profile.Id}/settings/members/{Uri.EscapeDataString(member.MemberId)}/{change}";

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
            (null, _) => text["That is no e-mail address."],
            (_, null) => text["{0} is a member already.", address],
            (_, { Mailed: false }) => text[
                "{0} is invited, but the mail could not be sent. Invite them again in a moment.",
                address
            ],
            _ => text["{0} is invited.", address],
        };
        return LocalRedirect($"/p/{Profile.Id}/settings/members");
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Members = await members.ListAsync(Profile.Id, cancellationToken);
        Status = (await twoFactor.GetStatusAsync(HttpContext, Profile.Id)).Value;
        if (Status is not { Enabled: true })
        {
            return;
        }

        var policy = await policies.FindAsync(
            TwoFactorScope.Profile(Profile.Id, Profile.Stamp),
            cancellationToken
        );
        EnabledBy = Members.FirstOrDefault(member => member.MemberId == policy?.ChangedBy)?.Email;
        if (IsOwner)
        {
            var bindings = await twoFactor.ListMembersAsync(HttpContext, Profile.Id);
            Authenticators = bindings.Value?.ToDictionary(binding => binding.MemberId);
        }
    }
}
