using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Turns committed outcomes of a member's call into events.</summary>
internal sealed class SessionEvents(TwoFactorEvents events, TimeProvider time)
{
    /// <summary>Made before the switch, because the announcement is kept before it; published after it.</summary>
    public ProfileTwoFactorEnabled Enabled(ScopeSession session, string epoch) =>
        new(Of(session), epoch);

    public Task PublishAsync(ProfileTwoFactorEnabled enabled) => events.PublishAsync(enabled);

    public Task DisabledAsync(ScopeSession session) =>
        events.PublishAsync(new ProfileTwoFactorDisabled(Of(session)));

    public Task AccountEnabledAsync(ScopeSession session) =>
        events.PublishAsync(new AccountTwoFactorEnabled(Of(session)));

    public Task AccountDisabledAsync(ScopeSession session) =>
        events.PublishAsync(new AccountTwoFactorDisabled(Of(session)));

    public Task BoundAsync(ScopeSession session, bool replaced) =>
        events.PublishAsync(
            replaced ? new AuthenticatorReplaced(Of(session)) : new AuthenticatorBound(Of(session))
        );

    public Task ResetAsync(ScopeSession session, ProfileMember member) =>
        events.PublishAsync(
            new AuthenticatorReset(
                Of(session) with
                {
                    MemberId = member.MemberId,
                    AccountName = member.AccountName,
                }
            )
        );

    public Task BackupCodesIssuedAsync(
        ScopeSession session,
        int count,
        bool withAuthenticator = false
    ) =>
        events.PublishAsync(
            new BackupCodesIssued(Of(session), count) { WithAuthenticator = withAuthenticator }
        );

    public Task VerifiedAsync(ScopeSession session, CodeOutcome outcome) =>
        events.PublishAsync(new CodeVerified(Of(session), outcome.FailuresBefore));

    public Task BackupCodeUsedAsync(ScopeSession session, CodeOutcome outcome) =>
        events.PublishAsync(
            new BackupCodeUsed(
                Of(session),
                outcome.Binding?.BackupCodes?.Hashes.Count ?? 0,
                outcome.FailuresBefore
            )
        );

    /// <summary>Nothing to tell about codes that were not looked at: they cost the budget nothing either.</summary>
    public async Task RefusedAsync(ScopeSession session, CodeOutcome outcome)
    {
        if (outcome.Status is not CodeStatus.Wrong)
        {
            return;
        }

        var context = Of(session);
        await events.PublishAsync(new CodeRefused(context, outcome.Failures));

        // Of a series of failures exactly one commit reaches either number, so each is told once, on whatever node.
        var disabled = outcome.Failures == AttemptBudget.DisablingFailures;
        if (disabled || outcome.Failures == AttemptBudget.FreeFailures)
        {
            await events.PublishAsync(new LockedOut(context, outcome.Failures, disabled));
        }
    }

    private TwoFactorEventContext Of(ScopeSession session) =>
        new()
        {
            Scope = session.Subject.Scope,
            ProfileName = session.ProfileName,
            OwnerEmail = session.OwnerEmail,
            MemberId = session.Subject.MemberId,
            AccountName = session.AccountName,
            ActorMemberId = session.Subject.MemberId,
            ActorAccountName = session.AccountName,
            Time = time.GetUtcNow(),
            Client = ClientHint.Of(session.Context),
        };
}
