using HeatmapSite.Audit;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Account;

/// <summary>The account's two-factor authentication, in the package's panel, and what happened to the account lately.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecurityModel(SecurityTrail trail) : PageModel
{
    /// <summary>The package's own page, which has the same and more.</summary>
    public const string TwoFactorPage = ProfileTwoFactorDefaults.PathPrefix + "/account";

    public const string PasswordChangedKey = "PasswordChanged";

    [TempData(Key = PasswordChangedKey)]
    public bool PasswordChanged { get; set; }

    public IReadOnlyList<SecurityEventRow> Events { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Events = await trail.OfAccountAsync(User.PersonId()!, cancellationToken);
}
