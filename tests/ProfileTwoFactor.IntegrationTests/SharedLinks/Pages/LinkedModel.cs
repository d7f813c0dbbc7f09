using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Pages;

[RequireSharedLink]
public sealed class LinkedModel : PageModel
{
    public SharedLink Link { get; private set; } = null!;

    public void OnGet(SharedLink link) => Link = link;
}
