namespace ProfileTwoFactor.Internal;

/// <summary>Files the mail to the person concerned: one store write, no mail server, nobody else's patience.</summary>
/// <remarks>The mail to all members is not among them: it is filed before the switch, see <see cref="Announcements"/>.</remarks>
internal sealed class MailSubscriber(NotificationQueue queue, TimeProvider time)
    : ITwoFactorEventSubscriber
{
    public Task OnAsync(TwoFactorEvent happened, CancellationToken cancellationToken) =>
        happened switch
        {
            ProfileTwoFactorDisabled => AddAsync(happened, TwoFactorMailKind.ProfileDisabled),
            AccountTwoFactorEnabled => AddAsync(happened, TwoFactorMailKind.AccountEnabled),
            AccountTwoFactorDisabled => AddAsync(happened, TwoFactorMailKind.AccountDisabled),
            RemovedByOperator { Removal: OperatorRemoval.ProfileTwoFactor } => AddAsync(
                happened,
                TwoFactorMailKind.ProfileDisabledByOperator
            ),
            RemovedByOperator => AddAsync(happened, TwoFactorMailKind.RemovedByOperator),
            AuthenticatorBound => AddAsync(happened, TwoFactorMailKind.AuthenticatorBound),
            AuthenticatorReplaced => AddAsync(happened, TwoFactorMailKind.AuthenticatorReplaced),
            AuthenticatorReset => AddAsync(happened, TwoFactorMailKind.AuthenticatorReset),
            LockedOut { Disabled: true } locked => AddAsync(
                happened,
                TwoFactorMailKind.AuthenticatorDisabled,
                locked.Failures
            ),
            LockedOut locked => AddAsync(happened, TwoFactorMailKind.LockedOut, locked.Failures),
            BackupCodeUsed used => AddAsync(
                happened,
                TwoFactorMailKind.BackupCodeUsed,
                used.Remaining
            ),
            // After a few slips of one's own nobody needs a mail; after a lock-out somebody may have guessed.
            CodeVerified { FailuresBefore: >= AttemptBudget.FreeFailures } verified => AddAsync(
                happened,
                TwoFactorMailKind.VerifiedAfterLockOut,
                verified.FailuresBefore
            ),
            _ => Task.CompletedTask,
        };

    private async Task AddAsync(TwoFactorEvent happened, TwoFactorMailKind kind, int? count = null)
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
            time.GetUtcNow()
        );
        queue.Wake();
    }
}
