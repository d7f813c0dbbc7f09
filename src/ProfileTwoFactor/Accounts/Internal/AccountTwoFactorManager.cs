using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Hands each call to the feature that does the work.</summary>
internal sealed class AccountTwoFactorManager(
    AccountCallRunner calls,
    AccountSigningIn signingIn,
    AccountCodes codes,
    AccountSwitch accountSwitch,
    AccountStatusReader status,
    AuthenticatorReplacement own
) : IAccountTwoFactorManager
{
    public Task<TwoFactorResult<AccountSignIn>> SignInAsync(
        HttpContext context,
        string userId,
        AuthenticationProperties? properties = null
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return calls.RunAsync(
            "account-sign-in",
            () => signingIn.SignInAsync(context, userId, properties)
        );
    }

    public Task CancelSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return signingIn.CancelAsync(context);
    }

    public Task<TwoFactorResult<PartialSignInInfo>> FindSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return calls.RunAsync("account-half-way", () => signingIn.FindAsync(context));
    }

    public Task<TwoFactorResult<AccountTwoFactorStatus>> GetStatusAsync(HttpContext context) =>
        calls.RunAsync<AccountTwoFactorStatus>(
            "account-status",
            context,
            async call => await status.ReadAsync(call)
        );

    public Task<TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>> GetHistoryAsync(
        HttpContext context
    ) =>
        calls.RunAsync(
            "account-history",
            context,
            async call =>
                TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>.Success(
                    await status.ReadHistoryAsync(call)
                )
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(HttpContext context) =>
        calls.RunAsync("account-begin-binding", context, call => accountSwitch.BeginAsync(call));

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(HttpContext context) =>
        calls.RunAsync(
            "account-begin-replacement",
            context,
            call => own.BeginReplacementAsync(call)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> FindPendingBindingAsync(
        HttpContext context
    ) => calls.RunAsync("account-find-binding", context, accountSwitch.FindPendingAsync);

    public Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        HttpContext context,
        string? code
    ) =>
        calls.RunAttemptAsync(
            "account-enable",
            context,
            call => accountSwitch.EnableAsync(call, code)
        );

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string? code
    ) => VerifyAsync(context, SubmittedCode.Of(code));

    public Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string? backupCode
    ) => VerifyAsync(context, SubmittedCode.Backup(backupCode));

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context
    ) => calls.RunAsync("account-backup-codes", context, own.RegenerateBackupCodesAsync);

    public Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(HttpContext context) =>
        calls.RunAsync("account-disable", context, accountSwitch.DisableAsync);

    private Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        SubmittedCode code
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return calls.RunAttemptAsync(
            "account-verify",
            context,
            () => codes.VerifyAsync(context, code)
        );
    }
}
