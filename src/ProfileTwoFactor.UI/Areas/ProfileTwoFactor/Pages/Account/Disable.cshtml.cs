using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Switches a person's own two-factor authentication off. The page asks; the form on it is the answer.</summary>
internal sealed class AccountDisableModel(PageServices services, IAccountTwoFactorManager manager)
    : AccountPageModel(services, manager)
{
    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? Elsewhere() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await LoadAsync() ?? Elsewhere()) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await Manager.DisableAsync(HttpContext);
        if (!result.Succeeded)
        {
            return Refuse(result.Error);
        }

        await Services.KeptCodes.ForgetAsync(HttpContext);
        return ToStatus(AccountNotice.Disabled);
    }

    private IActionResult? Elsewhere() =>
        !Status.Enabled ? ToStatus()
        : !IsFresh ? AskForFreshCode()
        : null;
}
