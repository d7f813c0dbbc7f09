using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>The status of a person's own two-factor authentication, and the links to change it.</summary>
internal sealed class AccountStatusModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    AccountPanelReader panels,
    IServiceProviderIsService available
) : AccountPageModel(services, manager)
{
    public AccountPanel Panel { get; private set; } = null!;

    /// <summary>Null in a host that keeps no history.</summary>
    public AccountEvents? Events { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        Panel = await panels.OfAsync(HttpContext, Status);
        if (available.IsService(typeof(ITwoFactorEventHistory)))
        {
            // A history that fails must not fail the page, on which the person may be about to act.
            var history = await Manager.GetHistoryAsync(HttpContext);
            Events = new AccountEvents(history.Value);
        }

        return Page();
    }
}
