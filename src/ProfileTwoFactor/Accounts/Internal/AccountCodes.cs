using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Codes of accounts: they complete a sign-in, or give a signed-in person a fresh proof.</summary>
internal sealed class AccountCodes(
    AccountCallRunner calls,
    AccountUserId userIds,
    PartialSignInManager signIns,
    CodeVerification codes,
    WindowManager windows,
    AccountSignInWriter writer,
    ActionUrls urls
)
{
    public async Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        SubmittedCode code
    )
    {
        // A signed-in person verifies their own account; a cookie left from an abandoned sign-in must not apply the code to another account.
        if (userIds.Of(context.User) is not null)
        {
            var call = await calls.OpenAsync(context);
            return call.Succeeded ? await ProveAsync(call.Value, code) : call.Error;
        }

        return await calls.OpenPartialAsync(context) is { } caller
            ? await CompleteAsync(caller, code)
            : TwoFactorErrorFactory.SignInRequired();
    }

    private async Task<TwoFactorResult<VerificationResult>> ProveAsync(
        AccountCall call,
        SubmittedCode code
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        // A cache that takes no writes would burn the code and prove nothing.
        await windows.ProbeAsync();
        var proven = await codes.CheckAsync(call, code);
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        // False: a token without the configured claims has nothing to bind a proof to, and the answer says so.
        return await windows.OpenAsync(
            call.Context,
            call.Subject,
            call.Key,
            proven.Value,
            generation: null
        )
            ? Answer(code, proven.Value)
            : TwoFactorErrorFactory.VerificationRequired(null, call.VerifyUrl(urls));
    }

    private async Task<TwoFactorResult<VerificationResult>> CompleteAsync(
        PartialSignInCaller caller,
        SubmittedCode code
    )
    {
        var (call, properties, signIn) = caller;
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        // Before the code: a directory that can't say who the person is must not cost one.
        if (
            await writer.CreatePrincipalAsync(call.Context, call.Account.UserId)
            is not { } principal
        )
        {
            return TwoFactorErrorFactory.SignInRequired();
        }

        var proven = await codes.CheckAsync(
            call,
            code,
            signIn is null ? null : signIns.TicketOf(signIn)
        );
        if (!proven.Succeeded)
        {
            return PartialSignInErrors.From(proven.Error);
        }

        if (signIn is not null)
        {
            AccountSession.Of(call.Context).SignInCompleted();
        }

        await writer.SignInAsync(
            call.Context,
            principal,
            properties,
            call.Epoch,
            proven.Value.Method
        );
        signIns.Forget(call.Context);
        await windows.TryOpenAsync(call.Context, call.Subject, call.Key, proven.Value);
        return Answer(code, proven.Value);
    }

    private static VerificationResult Answer(SubmittedCode code, ProvenBinding proven) =>
        new(code.IsBackupCode ? proven.BackupCodesLeft : null);
}
