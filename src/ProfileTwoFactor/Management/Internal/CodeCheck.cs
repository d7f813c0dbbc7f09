using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Checks a code or backup code against the active authenticator, in any scope, and publishes the events.</summary>
internal sealed class CodeCheck(BindingManager bindings, CallEvents events)
{
    /// <summary>The binding that was proven; the outcome is committed by then.</summary>
    public async Task<TwoFactorResult<ActiveBinding>> CheckAsync(
        ScopeCall call,
        SubmittedCode code,
        SignInTicket? ticket = null
    )
    {
        var outcome = code.IsBackupCode
            ? await bindings.UseBackupCodeAsync(call.Key, code.Text, ticket)
            : await bindings.VerifyAsync(call.Key, code.Text, ticket);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        await (
            code.IsBackupCode
                ? events.BackupCodeUsedAsync(call, outcome)
                : events.VerifiedAsync(call, outcome)
        );
        return binding;
    }
}
