using HeatmapSite.Audit;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Pages.Account;

/// <summary>Whether signing in takes a code, and what happened to the account lately.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecurityModel(IAccountTwoFactorManager accounts, SecurityTrail trail)
    : PageModel
{
    /// <summary>The package's own page, where it is switched on, off and over.</summary>
    public const string TwoFactorPage = ProfileTwoFactorDefaults.PathPrefix + "/account";

    public const string PasswordChangedKey = "PasswordChanged";

    [TempData(Key = PasswordChangedKey)]
    public bool PasswordChanged { get; set; }

    /// <summary>Null when it can't be read.</summary>
    public AccountTwoFactorStatus? Status { get; private set; }

    public IReadOnlyList<SecurityEventRow> Events { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Status = (await accounts.GetStatusAsync(HttpContext)).Value;
        Events = await trail.OfAccountAsync(User.PersonId()!, cancellationToken);
    }
}
