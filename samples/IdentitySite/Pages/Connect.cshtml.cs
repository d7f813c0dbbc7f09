using IdentitySite.Data;
using IdentitySite.External;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentitySite.Pages;

/// <summary>Connects a login of the provider to the signed-in user. A session that waits for its code isn't signed in, so a password alone connects nothing.</summary>
[Authorize]
public sealed class ConnectModel(SignInManager<SiteUser> signIn, UserManager<SiteUser> users)
    : PageModel
{
    public string Outcome { get; private set; } = "";

    public IActionResult OnPost()
    {
        // Identity compares the user id when the answer arrives: the answer to another person's request connects nothing.
        var properties = signIn.ConfigureExternalAuthenticationProperties(
            StandInProvider.SchemeName,
            Url.Page("/Connect"),
            users.GetUserId(User)
        );
        return Challenge(properties, StandInProvider.SchemeName);
    }

    public async Task OnGetAsync()
    {
        var isConnected =
            await users.GetUserAsync(User) is { } user
            && await signIn.GetExternalLoginInfoAsync(user.Id) is { } login
            && (await users.AddLoginAsync(user, login)).Succeeded;
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        Outcome = isConnected
            ? "Connected. You can now sign in with the provider."
            : "Nothing was connected.";
    }
}
