using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Issues new backup codes, hands out just issued ones as a file, and shows those that this browser keeps once more.</summary>
internal sealed class AccountBackupCodesModel(
    PageServices services,
    IAccountTwoFactorManager manager
) : AccountPageModel(services, manager)
{
    internal const string AgainHandler = "again";

    /// <summary>Backup codes, in the one response that shows them.</summary>
    public BackupCodesView? IssuedCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        return !Status.Enabled ? ToStatus()
            : !IsFresh ? AskForFreshCode()
            : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.RegenerateBackupCodesAsync(HttpContext);
        if (!result.Succeeded)
        {
            return Refuse(result.Error);
        }

        IssuedCodes = await ShowAsync(result.Value, AccountNotice.Codes);
        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync([FromForm] string? codes) =>
        await LoadAsync()
        ?? Download(BackupCodesOwner.Account(Application, Status.AccountName), codes);

    /// <summary>Shows the codes that this browser keeps, for the last time.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var isScript = Scripted.Is(Request);
        if (await ReadStatusAsync() is { } error)
        {
            return isScript ? Scripted.Refuse(Response, error) : Refuse(error);
        }

        if (await Services.KeptCodes.TakeAsync(HttpContext, Status) is not { } kept)
        {
            return isScript ? Scripted.Gone() : ToStatus(AccountNotice.AlreadyEnabled);
        }

        if (isScript)
        {
            return Scripted.Codes(kept.Codes);
        }

        IssuedCodes = Show(new IssuedBackupCodes(kept.Codes), kept.Notice);
        return Page();
    }

    /// <summary>Keeps codes that the dialog has just received, until the person has finished with them.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (await ReadStatusAsync() is { } error)
        {
            return Scripted.Refuse(Response, error);
        }

        if (await Scripted.ReadCodesAsync(Request) is not { } codes)
        {
            return BadRequest();
        }

        await Services.KeptCodes.KeepAsync(HttpContext, Status, codes);
        return new NoContentResult();
    }

    /// <summary>The person has saved the codes: from here on nothing keeps them.</summary>
    public async Task<IActionResult> OnPostFinishAsync()
    {
        await Services.KeptCodes.ForgetAsync(HttpContext);
        return Scripted.Is(Request)
            ? new NoContentResult()
            : Finish(Request.Query[AccountNotice.Parameter]);
    }
}
