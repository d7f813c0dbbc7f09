using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What a person sees who has just added a passkey: the status, freshly verified.</summary>
internal sealed class AccountPasskeyWindow(WindowManager windows, AccountStatusReader status)
{
    public async Task<AccountTwoFactorStatus> OpenAsync(AccountCall call, ProvenBinding proven)
    {
        await windows.TryOpenAsync(call.Context, call.Subject, call.Key, proven);
        return await status.ReadAsync(call);
    }
}
