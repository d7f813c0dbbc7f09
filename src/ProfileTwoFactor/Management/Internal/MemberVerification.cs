namespace ProfileTwoFactor.Internal;

/// <summary>Codes and backup codes of bound members.</summary>
internal sealed class MemberVerification(
    BindingManager bindings,
    WindowManager windows,
    VerifiedAnswer answer,
    SessionEvents events
)
{
    public Task<TwoFactorResult<VerificationOutcome>> VerifyAsync(
        ProfileSession session,
        string? code
    ) =>
        VerifyAsync(
            session,
            code,
            static (bindings, key, text) => bindings.VerifyAsync(key, text),
            countCodes: false
        );

    public Task<TwoFactorResult<VerificationOutcome>> UseBackupCodeAsync(
        ProfileSession session,
        string? backupCode
    ) =>
        VerifyAsync(
            session,
            backupCode,
            static (bindings, key, text) => bindings.UseBackupCodeAsync(key, text),
            countCodes: true
        );

    private async Task<TwoFactorResult<VerificationOutcome>> VerifyAsync(
        ProfileSession session,
        string? text,
        Func<BindingManager, BindingKey, string?, Task<CodeOutcome>> check,
        bool countCodes
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        // A cache that takes no writes would burn the code and open nothing.
        await windows.ProbeAsync();
        var outcome = await check(bindings, session.Key, text);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        await (
            countCodes
                ? events.BackupCodeUsedAsync(session, outcome)
                : events.VerifiedAsync(session, outcome)
        );

        var status = await answer.CreateAsync(session, binding);
        return new VerificationOutcome(
            status,
            countCodes ? binding.BackupCodes?.Hashes.Count ?? 0 : null
        );
    }
}
