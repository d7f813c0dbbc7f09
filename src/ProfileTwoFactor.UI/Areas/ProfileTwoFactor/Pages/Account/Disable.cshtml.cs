using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Switches a person's own two-factor authentication off, after asking back.</summary>
internal sealed class AccountDisableModel(PageServices services, IAccountTwoFactorManager manager)
    : AccountPageModel(services, manager)
{
    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? Elsewhere() ?? Page();

    public async Task<IActionResult> OnPostAsync([FromForm] bool confirmed)
    {
        if ((await LoadAsync() ?? Elsewhere()) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!confirmed)
        {
            return ShowProblem(StatusCodes.Status400BadRequest, Texts["Disable.Unconfirmed"]);
        }

        var result = await Manager.DisableAsync(HttpContext);
        return result.Succeeded ? ToStatus(AccountNotice.Disabled) : Refuse(result.Error);
    }

    private IActionResult? Elsewhere() =>
        !Status.Enabled ? ToStatus()
        : !IsFresh ? AskForFreshCode()
        : null;
}
