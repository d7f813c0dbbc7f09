using ProfileTwoFactor.Operations.Internal;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The queued mails of a person or profile that is gone.</summary>
internal sealed class QueuedMailOfScopes(NotificationQueue queue) : IScopeRecords
{
    public Task DeleteAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        queue.Store.DeleteGroupAsync(NotificationFiling.GroupOf(scope), cancellationToken);
}
