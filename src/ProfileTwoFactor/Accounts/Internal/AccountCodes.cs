using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Codes of accounts: they complete a sign-in, or prove somebody anew who is signed in.</summary>
internal sealed class AccountCodes(
    AccountSessions sessions,
    AccountUserId userIds,
    HalfWaySignIns halfWay,
    CodeCheck codes,
    WindowManager windows,
    AccountSignInWriter writer,
    ActionUrls urls,
    ILogger<AccountCodes> logger
)
{
    public async Task<TwoFactorResult<AccountVerification>> VerifyAsync(
        HttpContext context,
        SubmittedCode code
    )
    {
        // Whoever is signed in proves themselves; a cookie left from an abandoned sign-in must not make it somebody else's code.
        if (userIds.Of(context.User) is not null)
        {
            var session = await sessions.OpenAsync(context);
            return session.Succeeded ? await ProveAsync(session.Value, code) : session.Error;
        }

        return await sessions.OpenHalfWayAsync(context) is { } caller
            ? await CompleteAsync(caller, code)
            : TwoFactorErrors.SignInRequired();
    }

    private async Task<TwoFactorResult<AccountVerification>> ProveAsync(
        AccountSession session,
        SubmittedCode code
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        // A cache that takes no writes would burn the code and prove nothing.
        await windows.ProbeAsync();
        var proven = await codes.CheckAsync(session, code);
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        // False: a token without the configured claims has nothing a proof could hang on, and is told so.
        return await OpenWindowAsync(session, proven.Value)
            ? Answer(code, proven.Value)
            : TwoFactorErrors.VerificationRequired(null, session.VerifyUrl(urls));
    }

    private async Task<TwoFactorResult<AccountVerification>> CompleteAsync(
        HalfWayCaller caller,
        SubmittedCode code
    )
    {
        var (session, properties, signIn) = caller;
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        // Before the code: a directory that can't say who the person is must not cost one.
        if (
            await writer.CreatePrincipalAsync(session.Context, session.Account.UserId)
            is not { } principal
        )
        {
            return TwoFactorErrors.SignInRequired();
        }

        var proven = await codes.CheckAsync(
            session,
            code,
            signIn is null ? null : halfWay.TicketOf(signIn)
        );
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        if (signIn is not null)
        {
            session.Context.Features.Set(CompletedSignIn.Instance);
        }

        await writer.SignInAsync(
            session.Context,
            principal,
            properties,
            session.Epoch,
            code.IsBackupCode
        );
        HalfWayCookie.Forget(session.Context);
        try
        {
            await OpenWindowAsync(session, proven.Value);
        }
        catch (DependencyUnavailableException exception)
        {
            // The session proves itself; without the window the next sensitive action asks for one more code.
            WindowLog.CleanupFailed(logger, exception);
        }

        return Answer(code, proven.Value);
    }

    private Task<bool> OpenWindowAsync(AccountSession session, ActiveBinding binding) =>
        windows.OpenAsync(session.Context, session.Subject, session.Key, binding.BindingId);

    private static AccountVerification Answer(SubmittedCode code, ActiveBinding binding) =>
        new(code.IsBackupCode ? binding.BackupCodes?.Hashes.Count ?? 0 : null);
}
