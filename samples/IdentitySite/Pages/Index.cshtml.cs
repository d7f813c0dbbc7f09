using IdentitySite.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentitySite.Pages;

public sealed class IndexModel(UserManager<SiteUser> users) : PageModel
{
    public SiteUser? Person { get; private set; }

    public async Task OnGetAsync() => Person = await users.GetUserAsync(User);
}
