using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Says what people see of their own account. Reads anew, extends nothing.</summary>
internal sealed class AccountStatusReader(BindingManager bindings, WindowManager windows)
{
    public async Task<AccountTwoFactorStatus> ReadAsync(AccountSession session)
    {
        if (!session.Enabled)
        {
            return new AccountTwoFactorStatus
            {
                AccountName = session.AccountName,
                Enabled = false,
                BackupCodesLeft = 0,
            };
        }

        var active = (await bindings.FindAsync(session.Key))?.Active;
        var window = active is null
            ? null
            : await windows.FindAsync(
                session.Context,
                session.Subject,
                session.Key,
                active.BindingId
            );
        return new AccountTwoFactorStatus
        {
            AccountName = session.AccountName,
            Enabled = true,
            EnabledAt = session.Policy!.ChangedAt,
            BoundAt = active?.BoundAt,
            BackupCodesLeft = active?.BackupCodes?.Hashes.Count ?? 0,
            VerifiedAt = window?.VerifiedAt,
        };
    }
}
