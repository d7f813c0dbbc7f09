using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Opens a session for each call, hands it to the feature that does the work, and turns a dependency's failure into 503.</summary>
internal sealed class AccountTwoFactorManager(
    AccountSessions sessions,
    AccountSigningIn signingIn,
    AccountCodes codes,
    AccountSwitch accountSwitch,
    AccountStatusReader status,
    EventHistoryReader history,
    OwnAuthenticator own,
    HalfWaySignIns halfWay,
    HalfWayCookie cookie,
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
        return halfWay.GiveUpAsync(context);
    }

    public Task<TwoFactorResult<HalfWaySignInInfo>> FindSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return guard.RunAsync<HalfWaySignInInfo>(
            "account-half-way",
            async () =>
                !SignedIn.Is(context.User) && await sessions.OpenHalfWayAsync(context) is { } caller
                    ? new HalfWaySignInInfo(
                        caller.Session.AccountName,
                        caller.SignIn is { } signIn ? cookie.EndOf(signIn) : null
                    )
                    : TwoFactorErrors.SignInRequired()
        );
    }

    public Task<TwoFactorResult<AccountTwoFactorStatus>> GetStatusAsync(HttpContext context) =>
        RunAsync<AccountTwoFactorStatus>(
            "account-status",
            context,
            async session => await status.ReadAsync(session)
        );

    public Task<TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>> GetHistoryAsync(
        HttpContext context
    ) =>
        RunAsync(
            "account-history",
            context,
            async session =>
                TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>.Success(
                    await history.ReadAsync(session.Subject.Scope)
                )
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(HttpContext context) =>
        RunAsync("account-begin-binding", context, accountSwitch.BeginAsync);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(HttpContext context) =>
        RunAsync("account-begin-replacement", context, own.BeginReplacementAsync);

    public Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        HttpContext context,
        string? code
    ) => RunAsync("account-enable", context, session => accountSwitch.EnableAsync(session, code));

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
        Func<AccountSession, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return guard.RunAsync(
            operation,
            async () =>
            {
                var session = await sessions.OpenAsync(context);
                return session.Succeeded ? await run(session.Value) : session.Error;
            }
        );
    }
}
