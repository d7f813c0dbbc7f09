using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>A store that deletes groups in a way of its own, and wrongly.</summary>
internal sealed class BrokenGroupStore(NotificationFlaw flaw)
    : BrokenNotificationStore(flaw),
        INotificationStore
{
    /// <summary>After the contract's due jobs, and before those that wait longer.</summary>
    private static readonly DateTimeOffset Now = new(2031, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly NotificationFlaw _flaw = flaw;

    async Task INotificationStore.DeleteGroupAsync(
        string group,
        CancellationToken cancellationToken
    )
    {
        switch (_flaw)
        {
            case NotificationFlaw.KeepsGroups:
                return;
            case NotificationFlaw.DeletesGroupsThatLookAlike:
                await Store.DeleteGroupAsync(group.ToUpperInvariant(), cancellationToken);
                await Store.DeleteGroupAsync(group, cancellationToken);
                return;
            default:
                await DeleteJobsAsync(group, NotificationLane.Personal, cancellationToken);
                await DeleteJobsAsync(group, NotificationLane.Announcement, cancellationToken);
                return;
        }
    }

    private async Task DeleteJobsAsync(
        string group,
        NotificationLane lane,
        CancellationToken cancellationToken
    )
    {
        var dueOnly = _flaw == NotificationFlaw.DeletesWhatIsDueOfAGroup;
        var query = new DueJobQuery
        {
            Lane = lane,
            Now = dueOnly ? Now : DateTimeOffset.MaxValue,
            Limit = int.MaxValue,
        };
        foreach (var job in await Store.ListDueJobsAsync(query, cancellationToken))
        {
            if (job.Group != group)
            {
                continue;
            }

            await Store.DeleteJobAsync(job.Id, job.Version, cancellationToken);
            if (dueOnly)
            {
                await Store.DeleteDeliveriesAsync(job.Id, cancellationToken);
            }
        }
    }
}
