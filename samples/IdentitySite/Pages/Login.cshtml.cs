using IdentitySite.Data;
using IdentitySite.External;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace IdentitySite.Pages;

/// <summary>Identity checks the first factor, the password or the provider's answer. The package asks for the second one, if there is one.</summary>
public sealed class LoginModel(
    SignInManager<SiteUser> signIn,
    UserManager<SiteUser> users,
    IAccountTwoFactorManager accounts
) : PageModel
{
    private const string NotConnected =
        "This provider isn't connected to an account yet. Sign in with your password, and then connect it on the first page.";

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string? Problem { get; private set; }

    private string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public async Task<IActionResult> OnPostAsync()
    {
        var user = await users.FindByEmailAsync(Email ?? "");
        var accepted =
            user is not null
            && (
                await signIn.CheckPasswordSignInAsync(user, Password ?? "", lockoutOnFailure: true)
            ).Succeeded;
        return accepted ? await SignInAsync(user!) : Refuse();
    }

    public IActionResult OnPostExternal()
    {
        var callback = Url.Page("/Login", "Callback", new { returnUrl = Next });
        return Challenge(
            signIn.ConfigureExternalAuthenticationProperties(StandInProvider.SchemeName, callback),
            StandInProvider.SchemeName
        );
    }

    public async Task<IActionResult> OnGetCallbackAsync()
    {
        if (await signIn.GetExternalLoginInfoAsync() is not { } login)
        {
            return Refuse();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        // By the login that the user connected, never by the e-mail address: not every provider verifies it, and a login that is connected here,
        // before the second factor, would stay. See ConnectModel.
        var user = await users.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        return user is null ? Refuse(NotConnected) : await SignInAsync(user);
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await signIn.SignOutAsync();
        return Redirect("/");
    }

    private async Task<IActionResult> SignInAsync(SiteUser user)
    {
        var result = await accounts.SignInAsync(HttpContext, user.Id);
        return result.Value is not { } outcome ? Refuse()
            : outcome.IsSignedIn ? LocalRedirect(Next)
            : LocalRedirect($"{outcome.VerificationUrl}?returnUrl={Uri.EscapeDataString(Next)}");
    }

    private PageResult Refuse(
        string problem =
            "The sign-in failed. Check your e-mail address and password, or try again later."
    )
    {
        Problem = problem;
        return Page();
    }
}
