using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>The member's authenticators for the profile. Without script: each change is a form.</summary>
internal sealed class AuthenticatorsModel(
    PageServices services,
    IProfileAuthenticatorManager authenticators,
    IProfilePasskeyManager passkeys
) : TwoFactorPageModel(services)
{
    private IReadOnlyList<AuthenticatorInfo> _items = [];
    private AuthenticatorQuestion? _question;
    private PendingBindingSetup? _setup;
    private bool _takesCode;

    public AuthenticatorsView List =>
        new()
        {
            Lead = Status.ProfileName,
            Items = _items,
            Address = query => Step(PageLinks.Authenticators, query),
            Back = Origin,
            TakesApp = Status.Policy.AllowedAuthenticators.Contains("totp"),
            Passkey = Status.Policy.AllowedAuthenticators.Contains("passkey")
                ? PasskeyView.Binding(
                    Step(PageLinks.Authenticators, ("handler", AuthenticatorsView.PasskeyHandler)),
                    PageLinks.ApiPathOf(Status.ProfileId),
                    PasskeyView.Add
                )
                : null,
            Question = _question,
            Setup = _setup,
            TakesCode = _takesCode,
            Problem = Problem,
            WaitSeconds = WaitSeconds,
        };

    public async Task<IActionResult> OnGetAsync() =>
        await LoadAsync() ?? await LoadListAsync() ?? Ask();

    public async Task<IActionResult> OnPostAddAsync([FromForm] string? name)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var begun = await authenticators.BeginAddingAsync(HttpContext, ProfileId, name);
        if (!begun.Succeeded)
        {
            return await RefuseHereAsync(begun.Error);
        }

        _setup = begun.Value;
        _takesCode = true;
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync([FromForm] string? code)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.ConfirmBindingAsync(HttpContext, ProfileId, PlainCode.Of(code));
        if (result.Succeeded)
        {
            return Go(Step(PageLinks.Authenticators));
        }

        _takesCode =
            result.Error.Code is TwoFactorErrorCodes.InvalidCode or TwoFactorErrorCodes.LockedOut;
        return _takesCode ? RefuseCode(result.Error) : await RefuseHereAsync(result.Error);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromForm] string? credential,
        [FromForm] string? name
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await passkeys.BindAsync(HttpContext, ProfileId, credential ?? "", name);
        return result.Succeeded
            ? Go(Step(PageLinks.Authenticators))
            : await RefuseHereAsync(result.Error, isPasskey: true);
    }

    public async Task<IActionResult> OnPostRenameAsync(
        [FromForm] string? id,
        [FromForm] string? name
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        return await AnswerAsync(
            await authenticators.RenameAsync(HttpContext, ProfileId, id ?? "", name ?? "")
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? id)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        return await AnswerAsync(
            await authenticators.RemoveAsync(HttpContext, ProfileId, id ?? "")
        );
    }

    private IActionResult Ask()
    {
        if (_question is { IsLast: true })
        {
            return ShowProblem(StatusCodes.Status409Conflict, Texts["Authenticators.Last"]);
        }

        // The code comes before the question, so that the answer to it takes effect.
        return _question is { Removes: true } && !Status.You.IsFresh ? Go(FreshCode()) : Page();
    }

    // It is gone, regardless of who removed it.
    private async Task<IActionResult> AnswerAsync(TwoFactorResult result) =>
        result.Succeeded || result.Error.Code == TwoFactorErrorCodes.NotFound
            ? Go(Step(PageLinks.Authenticators))
            : await RefuseHereAsync(result.Error);

    private async Task<IActionResult?> LoadListAsync()
    {
        var list = await authenticators.ListAsync(HttpContext, ProfileId);
        _items = list.Value ?? [];
        _question = AuthenticatorQuestion.Read(Request, _items);
        return list.Succeeded ? null : Leave(list.Error);
    }

    private async Task<IActionResult> RefuseHereAsync(TwoFactorError error, bool isPasskey = false)
    {
        var problem =
            AuthenticatorsView.Describe(error, Texts)
            ?? CodeProblem.Describe(
                error,
                Texts,
                Services.Time.GetUtcNow(),
                isBackupCode: false,
                isPasskey
            );
        return problem is null
            ? Leave(error)
            : await LoadListAsync() ?? ShowProblem(error, problem);
    }

    private IActionResult Leave(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.FreshVerificationRequired => Go(FreshCode()),
            TwoFactorErrorCodes.VerificationRequired => Go(
                LinkTo(
                    PageLinks.Verify,
                    (Internal.ReturnUrl.Parameter, PageLinks.Here(HttpContext))
                )
            ),
            TwoFactorErrorCodes.NotEnabled => Go(LinkTo(PageLinks.Manage)),
            _ => Refuse(error),
        };

    /// <summary>Asks for a code. After it, the person is back on this page, and at what it asked.</summary>
    private string FreshCode() =>
        LinkTo(
            PageLinks.Verify,
            (VerifyModel.FreshParameter, "1"),
            (Internal.ReturnUrl.Parameter, PageLinks.Here(HttpContext))
        );
}
