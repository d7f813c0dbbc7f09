using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>The authenticators of a person's own account. Without script: each change is a form.</summary>
internal sealed class AccountAuthenticatorsModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    IAccountAuthenticatorManager authenticators,
    IAccountPasskeyManager passkeys
) : AccountPageModel(services, manager)
{
    private IReadOnlyList<AuthenticatorInfo> _items = [];
    private AuthenticatorQuestion? _question;
    private PendingBindingSetup? _setup;
    private bool _takesCode;

    public AuthenticatorsView List =>
        new()
        {
            Lead = Status.AccountName,
            Items = _items,
            Address = query =>
                LinkTo(
                    PageLinks.Authenticators,
                    [.. query, (Internal.ReturnUrl.Parameter, ReturnUrl)]
                ),
            Back = CancelUrl,
            TakesApp = true,
            Passkey = passkeys.IsSupported
                ? PasskeyView.Binding(
                    Keeping(PageLinks.Authenticators, AuthenticatorsView.PasskeyHandler),
                    PageLinks.Account,
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

        var begun = await authenticators.BeginAddingAsync(HttpContext, name);
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

        var result = await Manager.EnableAsync(HttpContext, PlainCode.Of(code));
        if (result.Succeeded)
        {
            return Go(Keeping(PageLinks.Authenticators));
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

        var result = await passkeys.BindAsync(HttpContext, credential ?? "", name);
        return result.Succeeded
            ? Go(Keeping(PageLinks.Authenticators))
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
            await authenticators.RenameAsync(HttpContext, id ?? "", name ?? "")
        );
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? id)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        return await AnswerAsync(await authenticators.RemoveAsync(HttpContext, id ?? ""));
    }

    private IActionResult Ask()
    {
        if (_question is { IsLast: true })
        {
            return ShowProblem(StatusCodes.Status409Conflict, Texts["Authenticators.Last"]);
        }

        // The code comes before the question, so that the answer to it takes effect.
        return _question is { Removes: true } && !IsFresh ? AskForFreshCode() : Page();
    }

    // It is gone, regardless of who removed it.
    private async Task<IActionResult> AnswerAsync(TwoFactorResult result) =>
        result.Succeeded || result.Error.Code == TwoFactorErrorCodes.NotFound
            ? Go(Keeping(PageLinks.Authenticators))
            : await RefuseHereAsync(result.Error);

    private async Task<IActionResult?> LoadListAsync()
    {
        var list = await authenticators.ListAsync(HttpContext);
        _items = list.Value ?? [];
        _question = AuthenticatorQuestion.Read(Request, _items);
        return list.Succeeded ? null : Refuse(list.Error);
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
            ? Refuse(error)
            : await LoadListAsync() ?? ShowProblem(error, problem);
    }
}
