using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HeatmapSite.Pages.Account;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[LimitRequests(RequestLimit.SignIn)]
internal sealed class LoginModel(PasswordSignIn signIn, IHostEnvironment environment) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Failed { get; private set; }

    /// <summary>Whether the sign-in could not be looked at.</summary>
    public bool Unavailable { get; private set; }

    public bool ShowDemoHint => environment.IsDevelopment();

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await signIn.SignInAsync(HttpContext, Email, Password);

        // Local only: a link to this page must not send the person to another site afterwards.
        var returnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
        if (outcome.IsSignedIn)
        {
            return LocalRedirect(returnUrl);
        }

        if (outcome.VerificationUrl is { } url)
        {
            return LocalRedirect($"{url}?returnUrl={Uri.EscapeDataString(returnUrl)}");
        }

        Failed = outcome.Wrong;
        Unavailable = !Failed;
        Response.StatusCode = Unavailable
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        return Page();
    }
}
