namespace ProfileTwoFactor.Internal;

/// <summary>A member's own authenticator: first binding, replacement, backup codes.</summary>
internal sealed class MemberBinding(
    BindingManager bindings,
    WindowManager windows,
    PendingCaller callers,
    FreshProof proof,
    SetupFactory setups,
    VerifiedAnswer answer,
    DecisionCache decisions,
    SessionEvents events
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(ProfileSession session)
    {
        // Before enabling, only the Owner has anything to bind to.
        if (!session.Enabled && !session.Subject.IsOwner)
        {
            return TwoFactorErrors.NotOwner();
        }

        var record = await bindings.FindAsync(session.Key);
        if (record?.Active is not null)
        {
            return TwoFactorErrors.AlreadyBound();
        }

        return await BeginAsync(session, replaces: null) is { } setup
            ? setup
            : TwoFactorErrors.AlreadyBound();
    }

    public async Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        ProfileSession session
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        return await BeginAsync(session, fresh.Value.BindingId) is { } setup
            ? setup
            : TwoFactorErrors.Conflict(
                "The authenticator changed meanwhile. Look at the status and start again."
            );
    }

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmAsync(
        ProfileSession session,
        string? code
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var scope = decisions.Scope(session.Subject.Scope);
        var claim = new PendingClaim(
            callers.Read(session.Context, session.Subject.User, scope),
            session.Subject.OwnerMemberId
        );

        // A replacement was begun with a fresh proof; whoever finishes it must still hold the window.
        var record = await bindings.FindAsync(session.Key);
        if (record is { Active: not null, Pending: not null })
        {
            var verified = await proof.DemandVerifiedAsync(session);
            if (!verified.Succeeded)
            {
                return verified.Error;
            }
        }

        await windows.ProbeAsync();
        var outcome = await ConfirmAsync(session, claim, code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        await events.BoundAsync(session, outcome.Replaced);
        PendingCaller.Forget(session.Context, scope);
        return await answer.CreateAsync(session, binding);
    }

    public async Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        ProfileSession session
    )
    {
        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (
            await bindings.IssueBackupCodesAsync(session.Key, fresh.Value.BindingId)
            is not { } codes
        )
        {
            return TwoFactorErrors.Conflict(
                "The authenticator changed meanwhile. Look at the status and start again."
            );
        }

        await events.BackupCodesIssuedAsync(session, codes.Count);
        return new IssuedBackupCodes(codes);
    }

    private async Task<CodeOutcome> ConfirmAsync(
        ProfileSession session,
        PendingClaim claim,
        string? code
    )
    {
        try
        {
            return await bindings.ConfirmAsync(session.Key, claim, code);
        }
        finally
        {
            // A commit whose outcome is unknown may have ended the binding that cached decisions are about.
            decisions.Invalidate(session.Subject.Scope);
        }
    }

    private async Task<PendingBindingSetup?> BeginAsync(ProfileSession session, string? replaces)
    {
        var scope = decisions.Scope(session.Subject.Scope);
        var (caller, cookie) = callers.Create(session.Context, session.Subject.User);
        var claim = new PendingClaim(caller, session.Subject.OwnerMemberId);
        if (await bindings.BeginAsync(session.Key, claim, replaces) is not { } pending)
        {
            return null;
        }

        callers.HandOut(session.Context, scope, cookie);
        return setups.Create(session, pending);
    }
}
