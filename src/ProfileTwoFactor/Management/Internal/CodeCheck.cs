using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Checks a code or backup code against the authenticator in force, in any scope, and tells the events of it.</summary>
internal sealed class CodeCheck(BindingManager bindings, SessionEvents events)
{
    /// <summary>The binding that was proven; the outcome is committed by then.</summary>
    public async Task<TwoFactorResult<ActiveBinding>> CheckAsync(
        ScopeSession session,
        SubmittedCode code,
        SignInTicket? ticket = null
    )
    {
        var outcome = code.IsBackupCode
            ? await bindings.UseBackupCodeAsync(session.Key, code.Text, ticket)
            : await bindings.VerifyAsync(session.Key, code.Text, ticket);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        await (
            code.IsBackupCode
                ? events.BackupCodeUsedAsync(session, outcome)
                : events.VerifiedAsync(session, outcome)
        );
        return binding;
    }
}
