using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>What the pages of a profile have in common.</summary>
internal abstract class TwoFactorPageModel(PageServices services) : PackagePageModel(services)
{
    private ProfileTwoFactorStatus? _status;

    public ProfileTwoFactorStatus Status =>
        _status ?? throw new InvalidOperationException("The page was shown without a status.");

    protected IProfileTwoFactorManager Manager => Services.Manager;

    protected string ProfileId =>
        _status?.ProfileId
        ?? (string?)RouteData.Values[TwoFactorPageRoutes.ProfileIdParameter]
        ?? "";

    public string LinkTo(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        PageLinks.To(HttpContext, ProfileId, page, query);

    /// <summary>The same page, or another step, with the same destination.</summary>
    public string Step(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        LinkTo(page, [.. query, (Internal.ReturnUrl.Parameter, ReturnUrl)]);

    /// <summary>Another page that returns to this one, with this one's destination.</summary>
    public string From(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        LinkTo(
            page,
            [
                .. query,
                (Internal.ReturnUrl.Parameter, ReturnUrl is null ? null : Step(PageLinks.Manage)),
            ]
        );

    /// <summary>Where the person came from: a page of the host, or else the manage page.</summary>
    public string Origin => ReturnUrl ?? LinkTo(PageLinks.Manage);

    /// <summary>Goes back there, with what was done.</summary>
    protected string Done(string notice) =>
        ReturnUrl is { } origin
            ? PageLinks.With(origin, ManageNotice.HostParameter, notice)
            : LinkTo(PageLinks.Manage, (ManageNotice.Parameter, notice));

    /// <summary>Fetches the status; a result means that the page is not for this caller.</summary>
    protected async Task<IActionResult?> LoadAsync()
    {
        var result = await Manager.GetStatusAsync(HttpContext, ProfileId);
        _status = result.Value;
        return result.Succeeded ? null : Refuse(result.Error);
    }

    /// <summary>A form that was not sent by the page.</summary>
    protected static TwoFactorError NotOffered() =>
        new()
        {
            Code = TwoFactorErrorCodes.InvalidRequest,
            StatusCode = StatusCodes.Status400BadRequest,
            Detail = "The page doesn't offer this date.",
        };

    /// <summary>Says that a code was not accepted, or answers any other refusal.</summary>
    protected IActionResult RefuseCode(
        TwoFactorError error,
        bool isBackupCode = false,
        bool isPasskey = false
    )
    {
        var problem = CodeProblem.Describe(
            error,
            Texts,
            Services.Time.GetUtcNow(),
            isBackupCode,
            isPasskey
        );
        return problem is null ? Refuse(error) : ShowProblem(error, problem);
    }

    protected IActionResult Refuse(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.SignInRequired or TwoFactorErrorCodes.AccountVerificationRequired =>
                SignInFirst(error),
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
                    (ManageModel.MemberParameter, memberId),
                    (Internal.ReturnUrl.Parameter, ReturnUrl)
                )
            )
        );
}
