using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>From the QR code over its first code to ten backup codes: the set-up, and the change to another authenticator.</summary>
internal abstract class AccountWizardModel(PageServices services, IAccountTwoFactorManager manager)
    : AccountPageModel(services, manager)
{
    internal const string BeginHandler = "begin";
    internal const string BackHandler = "back";
    internal const string PasskeyHandler = "passkey";
    internal const string StepParameter = "step";
    internal const string CodeStep = "code";

    /// <summary>The secret, in the one response that shows it.</summary>
    public PendingBindingSetup? Setup { get; private set; }

    /// <summary>Backup codes, in the one response that shows them.</summary>
    public BackupCodesView? IssuedCodes { get; private set; }

    /// <summary>Whether a code can be entered for a QR code that was shown before.</summary>
    public bool TakesCode { get; private set; }

    /// <summary>The page's own name, in addresses.</summary>
    public abstract string Name { get; }

    /// <summary>How the names of its texts begin.</summary>
    public abstract string TextName { get; }

    /// <summary>Whether the code is entered on a page of its own, after the one with the QR code.</summary>
    public abstract bool HasCodeStep { get; }

    public int Steps => HasCodeStep ? 3 : 2;

    public int StepNumber => TakesCode && HasCodeStep ? 2 : 1;

    public string Title =>
        Texts[
            IssuedCodes is not null ? "Codes.Title"
            : StepNumber == 2 ? "Account.Code.Title"
            : $"{TextName}.Title"
        ];

    public string DocumentTitle => Problem is null ? Title : Texts["Title.Problem", Title];

    /// <summary>This page with the same destination.</summary>
    public string Step(string? handler = null) => Keeping(Name, handler);

    /// <summary>What the account page says in the end.</summary>
    protected abstract string Notice { get; }

    protected abstract Task<TwoFactorResult<PendingBindingSetup>> BeginAsync();

    /// <summary>Whether a passkey can be bound in place of an app.</summary>
    public virtual bool TakesPasskey => false;

    protected virtual Task<TwoFactorResult<IssuedBackupCodes>> EnableByPasskeyAsync(
        string credential,
        string? name
    ) => throw new InvalidOperationException("The page doesn't take a passkey.");

    /// <summary>The page for a person who has nothing to do on this one.</summary>
    protected abstract IActionResult? Elsewhere(bool begins);

    public async Task<IActionResult> OnGetAsync()
    {
        TakesCode = HasCodeStep && Request.Query[StepParameter] == CodeStep;
        return await LoadAsync() ?? Elsewhere(begins: true) ?? Page();
    }

    public async Task<IActionResult> OnPostBeginAsync()
    {
        if ((await LoadAsync() ?? Elsewhere(begins: true)) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await BeginAsync();
        Setup = result.Value;
        return result.Succeeded ? Page() : Refuse(result.Error);
    }

    /// <summary>Back to the QR code that this browser was shown, while it is good. A new one would make the entry in the app useless.</summary>
    public async Task<IActionResult> OnPostBackAsync()
    {
        if ((await LoadAsync() ?? Elsewhere(begins: true)) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await Manager.FindPendingBindingAsync(HttpContext);
        Setup = result.Value;
        return result.Succeeded ? Page() : RefuseCode(result.Error);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if ((await LoadAsync() ?? Elsewhere(begins: false)) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await Manager.EnableAsync(HttpContext, PlainCode.Of(code));
        if (result.Succeeded)
        {
            IssuedCodes = await ShowAsync(result.Value, Notice, Steps);
            return Page();
        }

        TakesCode =
            result.Error.Code is TwoFactorErrorCodes.InvalidCode or TwoFactorErrorCodes.LockedOut;
        return RefuseCode(result.Error);
    }

    /// <summary>A passkey in place of an app.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromForm] string? credential,
        [FromForm] string? name
    )
    {
        if ((await LoadAsync() ?? Elsewhere(begins: false)) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await EnableByPasskeyAsync(credential ?? "", name);
        if (result.Succeeded)
        {
            IssuedCodes = await ShowAsync(result.Value, Notice, Steps);
            return Page();
        }

        return result.Error.Code == TwoFactorErrorCodes.InvalidRequest
            ? ShowProblem(result.Error, Texts["Authenticators.BadName"])
            : RefuseCode(result.Error, isPasskey: true);
    }
}
