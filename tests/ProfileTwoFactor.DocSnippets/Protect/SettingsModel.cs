using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop;

#region Page
// Settings.cshtml begins with: @page "/p/{sid}/settings"
[RequireProfileTwoFactor]
public sealed class SettingsModel : PageModel
{
    public void OnGet() { }
}
#endregion
