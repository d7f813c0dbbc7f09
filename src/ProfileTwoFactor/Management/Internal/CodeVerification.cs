using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Codes and backup codes of bound people: checked against the authenticator in force, told as events, and worth a window.</summary>
internal sealed class CodeVerification(
    BindingManager bindings,
    PasskeyVerification passkeys,
    WindowManager windows,
    ProfileStatusReader status,
    CopiedPasskey copied,
    PolicyMarks marks,
    CallEvents events
)
{
    public async Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        ProfileCall call,
        SubmittedCode code
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        // A cache that takes no writes would burn the code and open nothing.
        await windows.ProbeAsync();
        // Not under marks that are ahead: they change with the window's generation, and only once a code is accepted.
        var opening = marks.AreAhead(call.Policy)
            ? null
            : windows.Prepare(call.Context, call.Subject, call.Key, call.Policy?.WindowGeneration);
        var proven = await CheckAsync(call, code, ticket: null, opening);
        if (!proven.Succeeded)
        {
            return proven.Error;
        }

        var opened = opening is null
            ? await OpenWindowAsync(call, proven.Value)
            : await OpenListedAsync(call, proven.Value, opening);
        return new VerificationResult(
            code.IsBackupCode ? proven.Value.BackupCodesLeft : null,
            opened
        );
    }

    /// <summary>The binding that was proven, in any scope; the outcome is committed by then.</summary>
    public async Task<TwoFactorResult<ProvenBinding>> CheckAsync(
        ScopeCall call,
        SubmittedCode code,
        SignInTicket? ticket = null,
        WindowOpening? opening = null
    )
    {
        var details = new AttemptDetails
        {
            Ticket = ticket,
            Read = call.Read,
            Alongside = opening is null ? null : opening.AddTo,
        };
        if (code.IsPasskey)
        {
            return await CheckPasskeyAsync(call, code.Text!, details);
        }

        var kinds = windows.KindsOf(call.Policy);
        var outcome = code.IsBackupCode
            ? await bindings.UseBackupCodeAsync(call.Key, code.Text, kinds, details)
            : await bindings.VerifyAsync(call.Key, code.Text, kinds, details);
        if (outcome.Status != CodeStatus.Accepted)
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        await (
            outcome.Recovers ? events.RecoveryStartedAsync(call, outcome)
            : code.IsBackupCode ? events.BackupCodeUsedAsync(call, outcome)
            : events.VerifiedAsync(call, outcome)
        );
        return outcome.Proven;
    }

    private async Task<TwoFactorResult<ProvenBinding>> CheckPasskeyAsync(
        ScopeCall call,
        string credential,
        AttemptDetails details
    )
    {
        var judged = await passkeys.VerifyAsync(call, credential, details);
        if (!judged.Succeeded)
        {
            return judged.Error;
        }

        var outcome = judged.Value.Outcome;
        if (outcome is { Status: CodeStatus.CounterWentBack, Binding: { } left })
        {
            await copied.EndAsync(call, left);
        }

        if (outcome.Status != CodeStatus.Accepted)
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.OfPasskey(outcome);
        }

        await events.VerifiedAsync(call, outcome);
        return outcome.Proven;
    }

    // The store lists it already, in the write that accepted the code.
    private async Task<ProfileTwoFactorStatus> OpenListedAsync(
        ProfileCall call,
        ProvenBinding proven,
        WindowOpening opening
    ) =>
        await windows.OpenListedAsync(opening, proven)
            ? status.JustVerified(call, proven)
            : await status.ReadAsync(call);

    /// <summary>Opens the window a committed code has earned and says what the member now sees.</summary>
    /// <remarks>
    /// By the policy that the call began with, which is not read again: if the profile was disabled in the meantime, the window has
    /// ended with its epoch, and the gate reads the store.
    /// </remarks>
    public async Task<ProfileTwoFactorStatus> OpenWindowAsync(
        ProfileCall call,
        ProvenBinding proven
    )
    {
        var now = call with { Policy = await marks.WithoutFutureAsync(call.Policy) };
        return await windows.OpenAsync(
            now.Context,
            now.Subject,
            now.Key,
            proven,
            now.Policy?.WindowGeneration
        )
            ? status.JustVerified(now, proven)
            : await status.ReadAsync(now);
    }
}
