using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages.Account;

internal sealed class LoginModel(PasswordSignIn signIn, IHostEnvironment environment) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Failed { get; private set; }

    public bool ShowDemoHint => environment.IsDevelopment();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.SignInAsync(HttpContext, Email, Password))
        {
            // Local only: a link to this page must not send anybody to another site afterwards.
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }

        Failed = true;
        return Page();
    }
}
