using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Files the mails to single persons: to the one concerned, and to the one in whose name protection was changed, who may not be the one who did it.</summary>
/// <remarks>The mail to all members is not among them: it is filed before the switch. Only after it may the worker look for it; earlier it would find a job that means nothing yet, and put it off.</remarks>
internal sealed class MailSubscriber(NotificationFiling filing, NotificationQueue queue)
    : ITwoFactorEventHandler
{
    public async Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        if (happened is ProfileEnforcementMoved)
        {
            await filing.AnnounceAsync(
                AnnouncementNames.Moved,
                NotificationPayload.Of(TwoFactorMailKind.EnforcementMoved, happened.Context) with
                {
                    ToMembers = true,
                },
                notBefore: null,
                cancellationToken
            );
        }

        if (happened is ProfileTwoFactorEnabled or ProfileEnforcementMoved or MembersReminded)
        {
            queue.Wake();
        }

        foreach (var mail in Mails(happened))
        {
            await filing.AddAsync(mail, cancellationToken);
        }
    }

    private static IEnumerable<NotificationPayload> Mails(TwoFactorEvent happened)
    {
        var mail = Mail(happened.Context);
        switch (happened)
        {
            case ProfileTwoFactorEnabled enabled:
                yield return mail with
                {
                    Kind = enabled.EnforcedFrom is null
                        ? TwoFactorMailKind.ProfileEnabledByOwner
                        : TwoFactorMailKind.ProfileScheduledByOwner,
                    EnforcedFrom = enabled.EnforcedFrom,
                    Paced = true,
                };
                break;
            case ProfileEnforcementMoved moved:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.EnforcementMovedByOwner,
                    EnforcedFrom = moved.To ?? happened.Context.Time,
                    Paced = true,
                };
                break;
            case ProfilePolicyChanged:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.ProfilePolicyChangedByOwner,
                    Paced = true,
                };
                break;
            case ProfileTwoFactorDisabled:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.ProfileDisabled,
                    Paced = true,
                };
                break;
            case AccountTwoFactorEnabled { WithoutMail: false }:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AccountEnabled,
                    Paced = true,
                };
                break;
            case AccountTwoFactorDisabled:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AccountDisabled,
                    Paced = true,
                };
                break;
            case RemovedByOperator { IsMailFiled: true }:
                break;
            case RemovedByOperator { Removal: OperatorRemoval.ProfileTwoFactor }:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.ProfileDisabledByOperator,
                };
                break;
            case RemovedByOperator:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.RemovedByOperator,
                };
                break;
            case AuthenticatorBound:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AuthenticatorBound,
                };
                break;
            case AuthenticatorReplaced:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AuthenticatorReplaced,
                };
                break;
            case AuthenticatorAdded:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AuthenticatorAdded,
                };
                break;
            case AuthenticatorRemoved:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AuthenticatorRemoved,
                };
                break;
            case PasskeyDisabled:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.PasskeyDisabled,
                };
                break;
            case RecoveryStarted recovery:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.RecoveryStarted,
                    Count = recovery.Remaining,
                };
                break;
            case AuthenticatorReset:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.AuthenticatorReset,
                };
                yield return mail with
                {
                    Kind = TwoFactorMailKind.MemberReset,
                    To = happened.Context.ActorAccountName,
                    MemberId = happened.Context.ActorMemberId,
                    RecipientLanguage = happened.Context.ActorLanguage,
                    Subject = happened.Context.AccountName,
                };
                break;
            case EnrollmentPassIssued:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.EnrollmentPassIssued,
                };
                break;
            case MemberAskedAgain:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.MemberAskedAgain,
                    Paced = true,
                };
                break;
            case LockedOut locked:
                yield return mail with
                {
                    Kind = locked.Disabled
                        ? TwoFactorMailKind.AuthenticatorDisabled
                        : TwoFactorMailKind.LockedOut,
                    Count = locked.Failures,
                };
                break;
            case BackupCodeUsed used:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.BackupCodeUsed,
                    Count = used.Remaining,
                };
                break;
            case BackupCodesIssued { WithAuthenticator: false } issued:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.BackupCodesReplaced,
                    Count = issued.Count,
                    Paced = true,
                };
                break;
            // A few typing errors need no mail; after a lockout, another person may have guessed.
            case CodeVerified { FailuresBefore: >= AttemptBudget.FreeFailures and var failures }:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.VerifiedAfterLockOut,
                    Count = failures,
                };
                break;
            case PasskeyVerified { FailuresBefore: >= AttemptBudget.FreeFailures and var failures }:
                yield return mail with
                {
                    Kind = TwoFactorMailKind.VerifiedAfterLockOut,
                    Count = failures,
                };
                break;
        }
    }

    private static NotificationPayload Mail(TwoFactorEventContext context) =>
        NotificationPayload.Of(TwoFactorMailKind.Other, context) with
        {
            To = context.AccountName,
            MemberId = context.MemberId,
            RecipientLanguage = context.Language,
        };
}
