using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Turns committed removals into events.</summary>
internal sealed class OperatorEvents(TwoFactorEventPublisher events, TimeProvider time)
{
    public Task AccountRemovedAsync(
        TwoFactorAccount account,
        TwoFactorScope scope,
        OperatorAction action
    ) =>
        PublishAsync(
            action,
            OperatorRemoval.AccountTwoFactor,
            scope,
            (account.UserId, account.AccountName, account.Language),
            profile: null
        );

    public Task MemberRemovedAsync(
        TwoFactorProfile profile,
        TwoFactorScope scope,
        ProfileMember member,
        OperatorAction action
    ) =>
        PublishAsync(
            action,
            OperatorRemoval.MemberAuthenticator,
            scope,
            (member.MemberId, member.AccountName, member.Language),
            profile
        );

    /// <summary>The Owner is the person concerned.</summary>
    public Task ProfileSwitchedOffAsync(
        TwoFactorProfile profile,
        TwoFactorScope scope,
        OperatorAction action
    ) =>
        PublishAsync(
            action,
            OperatorRemoval.ProfileTwoFactor,
            scope,
            (profile.OwnerMemberId, profile.OwnerEmail, null),
            profile
        );

    /// <summary>The person or profile is gone, and with it every name.</summary>
    public Task ForgottenAsync(TwoFactorScope scope, OperatorAction action) =>
        events.PublishAsync(
            new ScopeForgotten(
                new TwoFactorEventContext
                {
                    Scope = scope,
                    ProfileName = "",
                    OwnerEmail = "",
                    MemberId = scope.Kind == TwoFactorScopeKind.Account ? scope.Id : "",
                    AccountName = "",
                    ActorMemberId = action.OperatorId,
                    ActorAccountName = action.OperatorName,
                    Time = time.GetUtcNow(),
                },
                action.Reason
            )
        );

    private Task PublishAsync(
        OperatorAction action,
        OperatorRemoval removal,
        TwoFactorScope scope,
        (string MemberId, string AccountName, string? Language) person,
        TwoFactorProfile? profile
    ) =>
        events.PublishAsync(
            new RemovedByOperator(
                new TwoFactorEventContext
                {
                    Scope = scope,
                    ProfileName = profile?.Name ?? "",
                    OwnerEmail = profile?.OwnerEmail ?? "",
                    MemberId = person.MemberId,
                    AccountName = person.AccountName,
                    Language = person.Language,
                    ActorMemberId = action.OperatorId,
                    ActorAccountName = action.OperatorName,
                    Time = time.GetUtcNow(),
                },
                removal,
                action.Reason
            )
        );
}
