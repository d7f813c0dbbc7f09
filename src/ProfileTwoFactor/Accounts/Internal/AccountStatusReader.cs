using System.Security.Cryptography;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Returns what people see of their own account. Always reads the store, extends nothing.</summary>
internal sealed class AccountStatusReader(
    BindingManager bindings,
    WindowManager windows,
    EventHistoryReader history
)
{
    public async Task<AccountTwoFactorStatus> ReadAsync(AccountCall call)
    {
        if (!call.Enabled)
        {
            return new AccountTwoFactorStatus
            {
                AccountName = call.AccountName,
                Enabled = false,
                BackupCodesLeft = 0,
            };
        }

        var record = await bindings.FindAsync(call.Key);
        var active = record?.Active;
        var window = await windows.FindAsync(call.Context, call.Subject, call.Policy, record);
        var kinds = windows.KindsOf(call.Policy);
        return new AccountTwoFactorStatus
        {
            AccountName = call.AccountName,
            Enabled = true,
            EnabledAt = call.Policy!.ChangedAt,
            BoundAt = active?.BoundAt,
            HasPasskey = kinds.HasPasskey(active),
            HasAuthenticatorApp = kinds.HasApp(active),
            BackupCodesLeft = active?.BackupCodes?.Hashes.Count ?? 0,
            BackupCodeSetId = active?.BackupCodes is { } set
                ? Convert.ToHexStringLower(SHA256.HashData(set.Salt))
                : null,
            VerifiedAt = window?.VerifiedAt,
        };
    }

    public Task<IReadOnlyList<TwoFactorHistoryEntry>> ReadHistoryAsync(AccountCall call) =>
        history.ReadAsync(call.Subject.Scope);
}
