using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What a person sees who has just added a passkey: the status, freshly verified.</summary>
internal sealed class AccountPasskeyWindow(WindowManager windows, AccountStatusReader status)
{
    public async Task<AccountTwoFactorStatus> OpenAsync(AccountCall call, ActiveBinding binding)
    {
        await windows.TryOpenAsync(call.Context, call.Subject, call.Key, binding.BindingId);
        return await status.ReadAsync(call);
    }
}
