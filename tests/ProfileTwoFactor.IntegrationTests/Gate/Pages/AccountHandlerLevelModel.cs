using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.IntegrationTests.Gate.Pages;

public sealed class AccountHandlerLevelModel : PageModel
{
    // The framework's own analyzer finds this mistake as well; the start-up check is for hosts that don't run it.
#pragma warning disable MVC1001
    [RequireAccountTwoFactor]
    public void OnGet() { }
#pragma warning restore MVC1001
}
