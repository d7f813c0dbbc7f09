using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Turns committed outcomes of a member's call into events.</summary>
internal sealed class CallEvents(
    TwoFactorEventPublisher events,
    TrustedOrigin origin,
    TimeProvider time
)
{
    /// <summary>Made before the switch, because the announcement is kept before it; published after it.</summary>
    public ProfileTwoFactorEnabled Enabled(
        ScopeCall call,
        string epoch,
        DateTimeOffset? enforcedFrom
    ) => new(Of(call), epoch) { EnforcedFrom = enforcedFrom };

    /// <summary>Made before the change, as <see cref="Enabled"/>.</summary>
    public ProfileEnforcementMoved Moved(ScopeCall call, DateTimeOffset from, DateTimeOffset? to) =>
        new(Of(call), from, to);

    /// <summary>Made before the change, as <see cref="Enabled"/>.</summary>
    public MembersReminded Reminded(ScopeCall call, int members) => new(Of(call), members);

    public Task PolicyChangedAsync(ScopeCall call, IReadOnlyList<PolicyValueChange> changes) =>
        events.PublishAsync(new ProfilePolicyChanged(Of(call), changes));

    public Task PublishAsync(TwoFactorEvent happened) => events.PublishAsync(happened);

    public Task DisabledAsync(ScopeCall call) =>
        events.PublishAsync(new ProfileTwoFactorDisabled(Of(call)));

    public Task AccountEnabledAsync(ScopeCall call) =>
        events.PublishAsync(new AccountTwoFactorEnabled(Of(call)));

    public Task AccountDisabledAsync(ScopeCall call) =>
        events.PublishAsync(new AccountTwoFactorDisabled(Of(call)));

    public Task BoundAsync(ScopeCall call, CodeOutcome outcome) =>
        outcome.Replaced ? ReplacedAsync(call)
        : outcome.Added ? AddedAsync(call)
        : events.PublishAsync(new AuthenticatorBound(Of(call)));

    public Task ReplacedAsync(ScopeCall call) =>
        events.PublishAsync(new AuthenticatorReplaced(Of(call)));

    public Task AddedAsync(ScopeCall call) => events.PublishAsync(new AuthenticatorAdded(Of(call)));

    public Task RemovedAsync(ScopeCall call) =>
        events.PublishAsync(new AuthenticatorRemoved(Of(call)));

    public Task PasskeyDisabledAsync(ScopeCall call) =>
        events.PublishAsync(new PasskeyDisabled(Of(call)));

    public Task ResetAsync(ScopeCall call, ProfileMember member) =>
        events.PublishAsync(new AuthenticatorReset(Of(call, member)));

    public Task PassIssuedAsync(ScopeCall call, ProfileMember member) =>
        events.PublishAsync(new EnrollmentPassIssued(Of(call, member)));

    public Task WindowsEndedAsync(ScopeCall call, int browsers) =>
        events.PublishAsync(new WindowsEnded(Of(call), browsers));

    public Task AskedAgainAsync(ScopeCall call, ProfileMember member) =>
        events.PublishAsync(new MemberAskedAgain(Of(call, member)));

    public Task AllAskedAgainAsync(ScopeCall call) =>
        events.PublishAsync(new AllMembersAskedAgain(Of(call)));

    public Task EnrollmentProvenAsync(ScopeCall call) =>
        events.PublishAsync(new EnrollmentProven(Of(call)));

    public EnrollmentCodeMessage CodeMessage(ScopeCall call, IssuedEnrollment code) =>
        new(Of(call), code.Text!, code.ExpiresAt);

    public Task BackupCodesIssuedAsync(ScopeCall call, int count, bool withAuthenticator = false) =>
        events.PublishAsync(
            new BackupCodesIssued(Of(call), count) { WithAuthenticator = withAuthenticator }
        );

    /// <summary>Made when a proof was accepted; published once its window is open, or couldn't be opened.</summary>
    public TwoFactorEvent Accepted(ScopeCall call, CodeOutcome outcome, bool isBackupCode)
    {
        var left = outcome.Binding?.BackupCodes?.Hashes.Count ?? 0;
        return outcome.Recovers ? new RecoveryStarted(Of(call), left, outcome.FailuresBefore)
            : isBackupCode ? new BackupCodeUsed(Of(call), left, outcome.FailuresBefore)
            : outcome.Authenticator?.Passkey is { } passkey
                ? new PasskeyVerified(Of(call), outcome.FailuresBefore, passkey.IsUserVerified)
            : new CodeVerified(Of(call), outcome.FailuresBefore);
    }

    /// <summary>Nothing to tell about codes that were not looked at: they cost the budget nothing either.</summary>
    public async Task RefusedAsync(ScopeCall call, CodeOutcome outcome, bool isPasskey = false)
    {
        if (outcome.Status is not CodeStatus.Wrong)
        {
            return;
        }

        var context = Of(call);
        await events.PublishAsync(
            isPasskey
                ? new PasskeyRefused(context, outcome.Failures)
                : new CodeRefused(context, outcome.Failures)
        );

        // Of a series of failures exactly one commit reaches either number, so each is published once, regardless of the node.
        var disabled = outcome.Failures == AttemptBudget.DisablingFailures;
        if (disabled || outcome.Failures == AttemptBudget.FreeFailures)
        {
            await events.PublishAsync(new LockedOut(context, outcome.Failures, disabled));
        }
    }

    /// <summary>What the Owner did to a member.</summary>
    private TwoFactorEventContext Of(ScopeCall call, ProfileMember member) =>
        Of(call) with
        {
            MemberId = member.MemberId,
            AccountName = member.AccountName,
            Language = member.Language,
        };

    private TwoFactorEventContext Of(ScopeCall call) =>
        new()
        {
            Scope = call.Subject.Scope,
            ProfileName = call.ProfileName,
            OwnerEmail = call.OwnerEmail,
            MemberId = call.Subject.MemberId,
            AccountName = call.AccountName,
            ActorMemberId = call.Subject.MemberId,
            ActorAccountName = call.AccountName,
            Time = time.GetUtcNow(),
            Client = ClientHint.Of(call.Context),
            Language = call.Language,
            ActorLanguage = call.Language,
            Origin = origin.Find(call.Context.Request),
        };
}
