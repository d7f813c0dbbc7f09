using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>How things stand with a person's own sign-in, and where to change it.</summary>
internal sealed class AccountStatusModel(PageServices services, IAccountTwoFactorManager manager)
    : AccountPageModel(services, manager)
{
    /// <summary>What was done just now.</summary>
    public LocalizedString? Notice { get; private set; }

    public bool FewCodesLeft => Status is { Enabled: true, BackupCodesLeft: <= FewBackupCodes };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync().ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (AccountNotice.TextFor(Request.Query[AccountNotice.Parameter], Status) is { } notice)
        {
            Notice = Texts[notice];
        }

        return Page();
    }
}
