using HeatmapSite.Members;
using HeatmapSite.Profiles;

namespace HeatmapSite.Pages.Profiles;

internal sealed class MembersModel(CurrentProfile current, MemberQueries members)
    : ProfilePageModel(current)
{
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Members = await members.ListAsync(Profile.Id, cancellationToken);
}
