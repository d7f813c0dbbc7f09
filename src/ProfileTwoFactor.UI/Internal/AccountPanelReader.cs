using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Reads what the account's panel shows to the caller.</summary>
internal sealed class AccountPanelReader(KeptBackupCodes keptCodes)
{
    /// <returns>Null for callers who aren't signed in, and in apps without accounts; a panel without a status when the status can't be read at the moment.</returns>
    public async Task<AccountPanel?> ReadAsync(HttpContext context)
    {
        PageHeaders.ForbidFraming(context);
        context.Response.Headers.CacheControl = "no-store";
        if (context.RequestServices.GetService<IAccountTwoFactorManager>() is not { } manager)
        {
            return null;
        }

        var status = await manager.GetStatusAsync(context);
        return status.Succeeded ? await OfAsync(context, status.Value)
            : status.Error.Code == TwoFactorErrorCodes.Unavailable
                ? new AccountPanel(context, Status: null)
            : null;
    }

    public async Task<AccountPanel> OfAsync(HttpContext context, AccountTwoFactorStatus status) =>
        new(context, status)
        {
            Notice = AccountNotice.TextFor(context.Request.Query[AccountNotice.Parameter], status),
            KeepsCodes = await keptCodes.HasAsync(context, status),
        };
}
