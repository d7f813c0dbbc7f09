using HeatmapSite.Data;
using HeatmapSite.Heatmaps;
using HeatmapSite.Members;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages;

internal sealed class IndexModel(MemberQueries members, IHostEnvironment environment) : PageModel
{
    public bool SignedIn => User.PersonId() is not null;

    public IReadOnlyList<ProfileRow> Profiles { get; private set; } = [];

    /// <summary>A picture of made-up clicks; no customer's data is shown to strangers.</summary>
    public HeatmapReport? Sample { get; private set; }

    public IReadOnlyList<(string Email, string Role)> DemoAccounts =>
        environment.IsDevelopment() ? DemoData.Accounts : [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (SignedIn)
        {
            Profiles = await members.ProfilesOfAsync(
                User.PersonId(),
                User.Identity?.Name,
                cancellationToken
            );
        }
        else
        {
            Sample = DemoHeatmaps.Sample();
        }
    }
}
