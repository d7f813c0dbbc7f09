using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Opens each call, hands it to the feature that does the work, and turns a dependency's failure into 503.</summary>
internal sealed class AccountTwoFactorManager(
    AccountCallFactory calls,
    AccountSigningIn signingIn,
    AccountCodes codes,
    AccountSwitch accountSwitch,
    AccountStatusReader status,
    EventHistoryReader history,
    AuthenticatorReplacement own,
    PartialSignInManager signIns,
    PartialSignInCookie cookie,
    OperationGuard guard
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
        return guard.RunAsync(
            "account-sign-in",
            () => signingIn.SignInAsync(context, userId, properties)
        );
    }

    public Task CancelSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return signIns.GiveUpAsync(context);
    }

    public Task<TwoFactorResult<PartialSignInInfo>> FindSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return guard.RunAsync<PartialSignInInfo>(
            "account-half-way",
            async () =>
                !SignedIn.Is(context.User) && await calls.OpenPartialAsync(context) is { } caller
                    ? new PartialSignInInfo(
                        caller.Call.AccountName,
                        caller.SignIn is { } signIn ? cookie.EndOf(signIn) : null
                    )
                    : TwoFactorErrorFactory.SignInRequired()
        );
    }

    public Task<TwoFactorResult<AccountTwoFactorStatus>> GetStatusAsync(HttpContext context) =>
        RunAsync<AccountTwoFactorStatus>(
            "account-status",
            context,
            async call => await status.ReadAsync(call)
        );

    public Task<TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>> GetHistoryAsync(
        HttpContext context
    ) =>
        RunAsync(
            "account-history",
            context,
            async call =>
                TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>.Success(
                    await history.ReadAsync(call.Subject.Scope)
                )
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(HttpContext context) =>
        RunAsync("account-begin-binding", context, accountSwitch.BeginAsync);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(HttpContext context) =>
        RunAsync("account-begin-replacement", context, own.BeginReplacementAsync);

    public Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        HttpContext context,
        string? code
    ) => RunAsync("account-enable", context, call => accountSwitch.EnableAsync(call, code));

    public Task<TwoFactorResult<AccountVerification>> VerifyAsync(
        HttpContext context,
        string? code
    ) => VerifyAsync(context, SubmittedCode.Of(code));

    public Task<TwoFactorResult<AccountVerification>> VerifyBackupCodeAsync(
        HttpContext context,
        string? backupCode
    ) => VerifyAsync(context, SubmittedCode.Backup(backupCode));

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context
    ) => RunAsync("account-backup-codes", context, own.RegenerateBackupCodesAsync);

    public Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(HttpContext context) =>
        RunAsync("account-disable", context, accountSwitch.DisableAsync);

    private Task<TwoFactorResult<AccountVerification>> VerifyAsync(
        HttpContext context,
        SubmittedCode code
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return guard.RunAsync("account-verify", () => codes.VerifyAsync(context, code));
    }

    private Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        HttpContext context,
        Func<AccountCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return guard.RunAsync(
            operation,
            async () =>
            {
                var call = await calls.OpenAsync(context);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }
}
