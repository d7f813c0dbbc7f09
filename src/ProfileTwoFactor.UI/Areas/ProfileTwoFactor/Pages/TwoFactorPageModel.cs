using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>What the pages have in common. They are open to everybody, because they are where people are sent; the manager decides.</summary>
[AllowAnonymous]
[SkipProfileTwoFactor]
[AutoValidateAntiforgeryToken]
[TwoFactorPage]
internal abstract class TwoFactorPageModel(PageServices services) : PageModel
{
    private ProfileTwoFactorStatus? _status;

    public ProfileTwoFactorStatus Status =>
        _status ?? throw new InvalidOperationException("The page was shown without a status.");

    /// <summary>Where the person was going, if it is a place on this site.</summary>
    public string? ReturnUrl => field ??= Internal.ReturnUrl.Read(HttpContext);

    /// <summary>What went wrong, to be said above the form.</summary>
    public LocalizedString? Problem { get; private set; }

    /// <summary>How long no code is taken, for the countdown of the script.</summary>
    public long? WaitSeconds { get; private set; }

    protected IProfileTwoFactorManager Manager => services.Manager;

    protected IStringLocalizer<TwoFactorTexts> Texts => services.Texts;

    protected string ProfileId =>
        _status?.ProfileId
        ?? (string?)RouteData.Values[TwoFactorPageRoutes.ProfileIdParameter]
        ?? "";

    public string LinkTo(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        PageLinks.To(HttpContext, ProfileId, page, query);

    /// <summary>The same page, or another step, with the same destination.</summary>
    public string Step(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        LinkTo(page, [.. query, (Internal.ReturnUrl.Parameter, ReturnUrl)]);

    /// <summary>Fetches the status; a result means that the page is not for this caller.</summary>
    protected async Task<IActionResult?> LoadAsync()
    {
        var result = await Manager.GetStatusAsync(HttpContext, ProfileId).ConfigureAwait(false);
        _status = result.Value;
        return result.Succeeded ? null : Refuse(result.Error);
    }

    /// <summary>Says that a code was not accepted, or answers any other refusal.</summary>
    protected IActionResult RefuseCode(TwoFactorError error, bool isBackupCode = false)
    {
        var problem = CodeProblem.Describe(error, Texts, services.Time.GetUtcNow(), isBackupCode);
        if (problem is null)
        {
            return Refuse(error);
        }

        PageRefusal.WriteRetryAfter(Response, error.RetryAfter);
        WaitSeconds = error is { Code: TwoFactorErrorCodes.LockedOut, RetryAfter: { } wait }
            ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))
            : null;
        return ShowProblem(error.StatusCode, problem);
    }

    protected PageResult ShowProblem(int statusCode, LocalizedString problem)
    {
        Problem = problem;
        Response.StatusCode = statusCode;
        return Page();
    }

    protected IActionResult Refuse(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.SignInRequired or TwoFactorErrorCodes.AccountVerificationRequired =>
                Challenge([.. services.Options.AuthenticationSchemes]),
            TwoFactorErrorCodes.BindingRequired or TwoFactorErrorCodes.NotBound => Go(
                Step(PageLinks.Bind)
            ),
            TwoFactorErrorCodes.VerificationRequired => Go(Step(PageLinks.Verify)),
            TwoFactorErrorCodes.FreshVerificationRequired => Go(
                Step(PageLinks.Verify, (VerifyModel.FreshParameter, "1"))
            ),
            _ => new RefusalResult(
                PageRefusal.From(HttpContext, error) with
                {
                    OwnerEmail = error.OwnerEmail ?? _status?.OwnerEmail,
                }
            ),
        };

    protected IActionResult Continue() => Go(ReturnUrl ?? PageLinks.Home(HttpContext));

    /// <summary>Asks for a fresh code; coming back, the person finds the question they were about to answer.</summary>
    protected string VerifyFor(string action, string? memberId = null) =>
        LinkTo(
            PageLinks.Verify,
            (VerifyModel.FreshParameter, "1"),
            (
                Internal.ReturnUrl.Parameter,
                LinkTo(
                    PageLinks.Manage,
                    (ManageModel.ConfirmParameter, action),
                    (ManageModel.MemberParameter, memberId)
                )
            )
        );

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
}
