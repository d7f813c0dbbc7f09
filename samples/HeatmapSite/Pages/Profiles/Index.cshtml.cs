using HeatmapSite.Heatmaps;
using HeatmapSite.Members;
using HeatmapSite.Profiles;

namespace HeatmapSite.Pages.Profiles;

internal sealed class IndexModel(
    CurrentProfile current,
    HeatmapQueries heatmaps,
    MemberQueries members
) : ProfilePageModel(current)
{
    private const int Days = 30;

    public IReadOnlyList<HeatmapReport> Reports { get; private set; } = [];

    public IReadOnlyList<(DateOnly Day, int Clicks)> Daily { get; private set; } = [];

    public int MemberCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var reports = new List<HeatmapReport>();
        foreach (var heatmap in await heatmaps.ListAsync(Profile.Id, cancellationToken))
        {
            if (
                await heatmaps.FindAsync(Profile.Id, heatmap.Id, Days, cancellationToken) is
                { } report
            )
            {
                reports.Add(report);
            }
        }

        Reports = reports;
        Daily =
        [
            .. (await heatmaps.DailyClicksAsync(Profile.Id, cancellationToken)).TakeLast(Days),
        ];
        MemberCount = (await members.ListAsync(Profile.Id, cancellationToken)).Count(member =>
            member.Activated
        );
    }
}
