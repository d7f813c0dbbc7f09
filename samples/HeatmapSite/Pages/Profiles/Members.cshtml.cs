using HeatmapSite.Members;
using HeatmapSite.Profiles;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

internal sealed class MembersModel(
    CurrentProfile current,
    MemberQueries members,
    IProfileTwoFactorManager twoFactor,
    IPolicyStore policies,
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

    public string ManageUrl => $"{options.Value.PathPrefix}/profiles/{Profile.Id}/manage";

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
