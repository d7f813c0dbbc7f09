using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
#if (identity)
using Microsoft.AspNetCore.Identity;
#endif

#if (identity)
using ProfileSite.Data;
#endif

namespace ProfileSite.Pages;

#if (identity)
public sealed class SignOutModel(SignInManager<SiteUser> signIn) : PageModel
#else
public sealed class SignOutModel : PageModel
#endif
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
#if (identity)
        await signIn.SignOutAsync();
#else
        await HttpContext.SignOutAsync();
#endif
        return LocalRedirect("/");
    }
}
