using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
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
        var judged = await JudgeAsync(
            call,
            code,
            new() { Read = call.Read, Alongside = opening is null ? null : opening.AddTo }
        );
        if (!judged.Succeeded)
        {
            return judged.Error;
        }

        var (proven, accepted) = judged.Value;
        ProfileTwoFactorStatus opened;
        try
        {
            opened = opening is null
                ? await OpenWindowAsync(call, proven)
                : await OpenListedAsync(call, proven, opening);
        }
        finally
        {
            // Not before, since subscribers take their time, in which a token that stays the same would be refused. But whatever came of the window.
            await events.PublishAsync(accepted);
        }

        return new VerificationResult(code.IsBackupCode ? proven.BackupCodesLeft : null, opened);
    }

    /// <summary>The binding that was proven, in any scope; the outcome is committed by then.</summary>
    public async Task<TwoFactorResult<ProvenBinding>> CheckAsync(
        ScopeCall call,
        SubmittedCode code,
        SignInTicket? ticket = null
    )
    {
        var judged = await JudgeAsync(call, code, new() { Ticket = ticket, Read = call.Read });
        if (!judged.Succeeded)
        {
            return judged.Error;
        }

        await events.PublishAsync(judged.Value.Happened);
        return judged.Value.Proven;
    }

    /// <remarks>A refusal is told by then.</remarks>
    private async Task<TwoFactorResult<AcceptedProof>> JudgeAsync(
        ScopeCall call,
        SubmittedCode code,
        AttemptDetails details
    )
    {
        if (code.IsPasskey)
        {
            return await JudgePasskeyAsync(call, code.Text!, details);
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

        return new AcceptedProof(outcome.Proven, events.Accepted(call, outcome, code.IsBackupCode));
    }

    private async Task<TwoFactorResult<AcceptedProof>> JudgePasskeyAsync(
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
            await events.RefusedAsync(call, outcome, isPasskey: true);
            return CodeErrors.OfPasskey(outcome);
        }

        return new AcceptedProof(
            outcome.Proven,
            events.Accepted(call, outcome, isBackupCode: false)
        );
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

    /// <param name="Proven">What was proven.</param>
    /// <param name="Happened">What is to be told of it.</param>
    private sealed record AcceptedProof(ProvenBinding Proven, TwoFactorEvent Happened);
}
