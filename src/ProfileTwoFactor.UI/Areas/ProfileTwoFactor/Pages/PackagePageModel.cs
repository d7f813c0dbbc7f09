using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>The base of the pages. They allow anonymous callers, because people are redirected to them; the managers decide.</summary>
[AllowAnonymous]
[SkipProfileTwoFactor]
[AutoValidateAntiforgeryToken]
[TwoFactorPage]
internal abstract class PackagePageModel(PageServices services) : PageModel
{
    /// <summary>Where the person was going, if it is a place on this site.</summary>
    public string? ReturnUrl => field ??= Internal.ReturnUrl.Read(HttpContext);

    /// <summary>What went wrong, to be said above the form.</summary>
    public LocalizedString? Problem { get; private set; }

    /// <summary>How long no code is taken, for the countdown of the script.</summary>
    public long? WaitSeconds { get; private set; }

    protected PageServices Services => services;

    protected IStringLocalizer<TwoFactorTexts> Texts => services.Texts;

    protected PageResult ShowProblem(int statusCode, LocalizedString problem)
    {
        Problem = problem;
        Response.StatusCode = statusCode;
        return Page();
    }

    protected PageResult ShowProblem(TwoFactorError error, LocalizedString problem)
    {
        PageRefusal.WriteRetryAfter(Response, error.RetryAfter);
        WaitSeconds = error is { Code: TwoFactorErrorCodes.LockedOut, RetryAfter: { } wait }
            ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))
            : null;
        return ShowProblem(error.StatusCode, problem);
    }

    protected IActionResult Continue() => Go(ReturnUrl ?? PageLinks.Home(HttpContext));

    protected static bool IsAboutSignIn(TwoFactorError error) =>
        error.Code
            is TwoFactorErrorCodes.SignInRequired
                or TwoFactorErrorCodes.AccountVerificationRequired;

    protected static bool IsAboutCode(TwoFactorError error) =>
        error.Code
            is TwoFactorErrorCodes.VerificationRequired
                or TwoFactorErrorCodes.FreshVerificationRequired;

    // 303 after a POST, so that no client repeats it at the new address.
    protected IActionResult Go(string url)
    {
        Response.Headers.Location = url;
        return StatusCode(
            HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)
                ? StatusCodes.Status302Found
                : StatusCodes.Status303SeeOther
        );
    }

    /// <summary>Turns the seal of a page with backup codes into a file.</summary>
    protected IActionResult Download(BackupCodesOwner owner, string? seal) =>
        services.BackupCodes.Open(HttpContext, owner, seal) is { } file
            ? File(file.Content, "text/plain; charset=utf-8", file.Name)
            : new RefusalResult(PageRefusal.Expired(HttpContext) with { Text = "Codes.Expired" });

    /// <summary>Redirects a partial sign-in to its code, and other callers to the host's sign-in. Both return to this page.</summary>
    protected IActionResult SignInFirst(TwoFactorError error) =>
        error.Code == TwoFactorErrorCodes.AccountVerificationRequired
            ? Go(
                PageLinks.ToAccount(
                    HttpContext,
                    PageLinks.Verify,
                    (Internal.ReturnUrl.Parameter, PageLinks.Here(HttpContext))
                )
            )
            : Challenge([.. services.Options.AuthenticationSchemes]);
}
