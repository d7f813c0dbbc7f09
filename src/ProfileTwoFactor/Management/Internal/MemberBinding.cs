using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member's own authenticator in a profile: first binding and its confirmation, a replacement's as well.</summary>
internal sealed class MemberBinding(
    BindingManager bindings,
    WindowManager windows,
    PendingSetup setup,
    OwnAuthenticator own,
    VerifiedAnswer answer,
    ScopeRegistry scopes,
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

        return await setup.BeginAsync(session, replaces: null) is { } begun
            ? begun
            : TwoFactorErrors.AlreadyBound();
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

        var claim = setup.ClaimOf(session);
        if (await own.RefuseReplacementAsync(session) is { } refusal)
        {
            return refusal;
        }

        await windows.ProbeAsync();
        var outcome = await ConfirmAsync(session, claim, code);
        if (outcome is not { Status: CodeStatus.Accepted, Binding: { } binding })
        {
            await events.RefusedAsync(session, outcome);
            return CodeErrors.From(outcome);
        }

        await events.BoundAsync(session, outcome.Replaced);
        setup.Forget(session);
        return await answer.CreateAsync(session, binding);
    }

    private async Task<CodeOutcome> ConfirmAsync(
        ProfileSession session,
        PendingClaim claim,
        string? code
    )
    {
        // A commit whose outcome is unknown may have ended the binding that cached decisions are about. A refusal has not, and must
        // not have the decisions about all members asked for again: it may cost the caller nothing.
        var changed = true;
        try
        {
            var outcome = await bindings.ConfirmAsync(session.Key, claim, code);
            changed = outcome.Status == CodeStatus.Accepted;
            return outcome;
        }
        finally
        {
            if (changed)
            {
                scopes.Invalidate(session.Subject.Scope);
            }
        }
    }
}
