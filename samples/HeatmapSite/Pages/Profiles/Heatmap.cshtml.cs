using HeatmapSite.Data;
using HeatmapSite.Heatmaps;
using HeatmapSite.Links;
using HeatmapSite.Profiles;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Profiles;

internal sealed class HeatmapModel(
    CurrentProfile current,
    HeatmapQueries heatmaps,
    LinkCommands links,
    IStringLocalizer<SiteText> text,
    TimeProvider time
) : ProfilePageModel(current)
{
    public static IReadOnlyList<int> Ranges { get; } = [7, 14, 30];

    /// <summary>For how many days a link can be made.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [1, 7, 30];

    public int Days { get; private set; }

    public HeatmapReport Report { get; private set; } = null!;

    public IReadOnlyList<HeatmapLink> Links { get; private set; } = [];

    /// <summary>What the last form did.</summary>
    [TempData]
    public string? Notice { get; set; }

    [TempData]
    public bool NoticeIsGood { get; set; }

    public bool HasEnded(HeatmapLink link) => link.ExpiresAt <= time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(
        string heatmapId,
        string? days,
        CancellationToken cancellationToken
    )
    {
        Days = Ranges.FirstOrDefault(range => $"{range}" == days, Ranges[^1]);
        var found = await heatmaps.FindAsync(Profile.Id, heatmapId, Days, cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        Report = found;
        Links = await links.ListAsync(Profile.Id, heatmapId, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostShareAsync(
        string heatmapId,
        string? access,
        string? lasts,
        CancellationToken cancellationToken
    )
    {
        if (LinkAccessNames.Parse(access) is not { } chosen)
        {
            return BadRequest();
        }

        var days = Lifetimes.FirstOrDefault(lifetime => $"{lifetime}" == lasts);
        var token = await links.CreateAsync(
            Profile.Id,
            heatmapId,
            chosen,
            days == 0 ? null : time.GetUtcNow().AddDays(days),
            cancellationToken
        );
        return token is null ? NotFound() : Changed(true, heatmapId, "The link is ready to copy.");
    }

    public async Task<IActionResult> OnPostSwitchAsync(
        string heatmapId,
        string? token,
        string? access,
        CancellationToken cancellationToken
    ) =>
        LinkAccessNames.Parse(access) is { } chosen
            ? Changed(
                await links.SwitchAsync(Profile.Id, token ?? "", chosen, cancellationToken),
                heatmapId,
                chosen == SharedLinkAccess.Public
                    ? "Anyone who has the link can open it now."
                    : "Only members can open the link now."
            )
            : BadRequest();

    public async Task<IActionResult> OnPostRevokeAsync(
        string heatmapId,
        string? token,
        CancellationToken cancellationToken
    ) =>
        Changed(
            await links.RevokeAsync(Profile.Id, token ?? "", cancellationToken),
            heatmapId,
            "The link is revoked."
        );

    private IActionResult Changed(bool done, string heatmapId, string notice)
    {
        NoticeIsGood = done;
        Notice = text[done ? notice : "This link no longer exists."];
        // Without a fragment, which would take the focus out of the dialog that comes open.
        return LocalRedirect($"/p/{Profile.Id}/heatmaps/{Uri.EscapeDataString(heatmapId)}");
    }
}
