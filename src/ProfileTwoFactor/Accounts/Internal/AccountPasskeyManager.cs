using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Opens the calls about passkeys of accounts.</summary>
internal sealed class AccountPasskeyManager(
    AccountCallRunner calls,
    AccountPasskeys passkeys,
    AccountCodes codes
) : IAccountPasskeyManager
{
    public bool IsSupported => passkeys.IsSupported;

    public Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(HttpContext context) =>
        calls.RunAsync("account-begin-passkey", context, passkeys.BeginAsync);

    public Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        HttpContext context,
        string credential,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "account-enable-by-passkey",
            context,
            call => passkeys.EnableAsync(call, credential, name)
        );
    }

    public Task<TwoFactorResult<AccountTwoFactorStatus>> BindAsync(
        HttpContext context,
        string credential,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "account-bind-passkey",
            context,
            call => passkeys.BindAsync(call, credential, name)
        );
    }

    public Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return calls.RunAsync(
            "account-begin-passkey-verification",
            () => passkeys.BeginVerificationAsync(context)
        );
    }

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string credential
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "account-verify-passkey",
            context,
            () => codes.VerifyAsync(context, SubmittedCode.Passkey(credential))
        );
    }
}
