using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ProfileSite.Accounts;
using ProfileTwoFactor;

namespace ProfileSite.Pages;

[EnableRateLimiting("passwords")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInModel(SiteAccounts accounts, IAccountTwoFactorManager twoFactor)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Email { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? email, string? password)
    {
        Email = email;
        if (await accounts.CheckPasswordAsync(email, password) is not { } userId)
        {
            Error = "The e-mail address or the password is wrong.";
            return Page();
        }

        // Signs in, or asks for a code first if the user switched two-factor authentication of the account on.
        var result = await twoFactor.SignInAsync(HttpContext, userId);
        if (result.Value is not { } outcome)
        {
            Error = "You can't be signed in at the moment. Try again later.";
            Response.StatusCode = result.Error!.StatusCode;
            return Page();
        }

        var returnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
        return LocalRedirect(
            outcome.IsSignedIn
                ? returnUrl
                : $"{outcome.VerificationUrl}?returnUrl={Uri.EscapeDataString(returnUrl)}"
        );
    }
}
