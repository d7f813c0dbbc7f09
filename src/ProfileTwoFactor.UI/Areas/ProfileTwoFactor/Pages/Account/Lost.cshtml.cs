using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>For people without their phone and without backup codes. It is the same for everybody, so it reveals nothing about an account.</summary>
internal sealed class AccountLostModel(PageServices services) : PackagePageModel(services)
{
    public string Application => Services.Application;

    public string BackUrl =>
        PageLinks.ToAccount(
            HttpContext,
            PageLinks.Verify,
            (Internal.ReturnUrl.Parameter, ReturnUrl)
        );

    public IActionResult OnGet() => Page();
}
