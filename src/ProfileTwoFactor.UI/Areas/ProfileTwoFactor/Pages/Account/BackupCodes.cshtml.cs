using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Issues new backup codes, and hands out just issued ones as a file.</summary>
internal sealed class AccountBackupCodesModel(
    PageServices services,
    IAccountTwoFactorManager manager
) : AccountPageModel(services, manager)
{
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

        IssuedCodes = Show(result.Value, AccountNotice.Codes);
        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync([FromForm] string? codes) =>
        await LoadAsync()
        ?? Download(BackupCodesOwner.Account(Application, Status.AccountName), codes);
}
