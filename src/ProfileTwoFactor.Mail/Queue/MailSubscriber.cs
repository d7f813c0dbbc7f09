using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Composing;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Files the mail to the person concerned: one store write, no mail server, nobody else's patience.</summary>
/// <remarks>The mail to all members is not among them: it is filed before the switch. Only then may the worker look for it; earlier it would find a job that means nothing yet, and put it off.</remarks>
internal sealed class MailSubscriber(NotificationQueue queue, TimeProvider time)
    : ITwoFactorEventSubscriber
{
    public Task OnAsync(TwoFactorEvent happened, CancellationToken cancellationToken) =>
        happened switch
        {
            ProfileTwoFactorEnabled => Wake(),
            ProfileTwoFactorDisabled => AddAsync(
                happened,
                TwoFactorMailKind.ProfileDisabled,
                cancellationToken
            ),
            AccountTwoFactorEnabled => AddAsync(
                happened,
                TwoFactorMailKind.AccountEnabled,
                cancellationToken
            ),
            AccountTwoFactorDisabled => AddAsync(
                happened,
                TwoFactorMailKind.AccountDisabled,
                cancellationToken
            ),
            RemovedByOperator { Removal: OperatorRemoval.ProfileTwoFactor } => AddAsync(
                happened,
                TwoFactorMailKind.ProfileDisabledByOperator,
                cancellationToken
            ),
            RemovedByOperator => AddAsync(
                happened,
                TwoFactorMailKind.RemovedByOperator,
                cancellationToken
            ),
            AuthenticatorBound => AddAsync(
                happened,
                TwoFactorMailKind.AuthenticatorBound,
                cancellationToken
            ),
            AuthenticatorReplaced => AddAsync(
                happened,
                TwoFactorMailKind.AuthenticatorReplaced,
                cancellationToken
            ),
            AuthenticatorReset => AddAsync(
                happened,
                TwoFactorMailKind.AuthenticatorReset,
                cancellationToken
            ),
            LockedOut { Disabled: true } locked => AddAsync(
                happened,
                TwoFactorMailKind.AuthenticatorDisabled,
                cancellationToken,
                locked.Failures
            ),
            LockedOut locked => AddAsync(
                happened,
                TwoFactorMailKind.LockedOut,
                cancellationToken,
                locked.Failures
            ),
            BackupCodeUsed used => AddAsync(
                happened,
                TwoFactorMailKind.BackupCodeUsed,
                cancellationToken,
                used.Remaining
            ),
            // After a few slips of one's own nobody needs a mail; after a lock-out somebody may have guessed.
            CodeVerified { FailuresBefore: >= AttemptBudget.FreeFailures } verified => AddAsync(
                happened,
                TwoFactorMailKind.VerifiedAfterLockOut,
                cancellationToken,
                verified.FailuresBefore
            ),
            _ => Task.CompletedTask,
        };

    private Task Wake()
    {
        queue.Wake();
        return Task.CompletedTask;
    }

    private async Task AddAsync(
        TwoFactorEvent happened,
        TwoFactorMailKind kind,
        CancellationToken cancellationToken,
        int? count = null
    )
    {
        var context = happened.Context;
        await queue.AddAsync(
            RandomId.Create(),
            new NotificationPayload
            {
                Kind = kind,
                ScopeKind = context.Scope.Kind,
                ScopeId = context.Scope.Id,
                ScopeStamp = context.Scope.Stamp,
                ProfileName = context.ProfileName,
                OwnerEmail = context.OwnerEmail,
                To = context.AccountName,
                ActorMemberId = context.ActorMemberId,
                ActorAccountName = context.ActorAccountName,
                Time = context.Time,
                Client = context.Client,
                Language = MailLanguage.Current(),
                Count = count,
            },
            time.GetUtcNow(),
            cancellationToken
        );
        queue.Wake();
    }
}
