using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ProfileSite.Accounts;

namespace ProfileSite.Pages;

[EnableRateLimiting("passwords")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RegisterModel(SiteAccounts accounts) : PageModel
{
    public string? Email { get; private set; }

    public IReadOnlyList<string> Errors { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(string? email, string? password)
    {
        Email = email;
        Errors = await accounts.RegisterAsync(email, password);
        return Errors.Count > 0 ? Page() : LocalRedirect("/account/sign-in");
    }
}
