using HeatmapSite.Audit;
using HeatmapSite.Profiles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace HeatmapSite.Pages.Profiles;

/// <summary>The audit trail of a profile, for its Owner.</summary>
[Authorize(Policy = ProfileOwnerRequirement.PolicyName)]
internal sealed class SecurityEventsModel(CurrentProfile current, SecurityTrail trail)
    : ProfilePageModel(current)
{
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<SecurityEventRow> Events { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? OlderThan => Events.Count == SecurityTrail.PageSize ? Events[^1].Id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Events = await trail.OfProfileAsync(Profile, Before, cancellationToken);
}
