using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class NotificationStoreContract
{
    /// <summary>What waits for a deleted person or profile is deleted in both queues, due or not, with its deliveries, and nothing else is.</summary>
    [ContractTest]
    internal async Task Group_ThatIsDeleted_LosesItsJobsAndDeliveries_AndNoOtherDoes()
    {
        var mine = Enumerable.Range(0, 300).Select(number => $"mine-{number}").ToArray();
        foreach (var id in mine)
        {
            await Notifications.WriteJobAsync(Job(id) with { Group = "gone" }, None);
        }

        var announcement = Job("mine-announcement") with
        {
            Group = "gone",
            Lane = NotificationLane.Announcement,
            NotBefore = SampleRecords.Moment.AddYears(1),
        };
        await Notifications.WriteJobAsync(announcement, None);
        // Taken once already: the version that was listed first isn't the one that is stored.
        await Notifications.WriteJobAsync(announcement with { Version = 1 }, None);
        await Notifications.WriteDeliveryAsync(Delivery("mine-announcement", "r-1"), None);
        string[] others = ["GONE", "gone ", "gone-2", "gon", ""];
        foreach (var group in others)
        {
            await Notifications.WriteJobAsync(Job($"of-{group}") with { Group = group }, None);
            await Notifications.WriteDeliveryAsync(Delivery($"of-{group}", "r-1"), None);
        }

        await Notifications.DeleteGroupAsync("gone", None);
        await Notifications.DeleteGroupAsync("gone", None);

        foreach (var id in mine)
        {
            Expect.Null(await Notifications.FindJobAsync(id, None));
        }

        Expect.Null(await Notifications.FindJobAsync("mine-announcement", None));
        Expect.Null(await FindAsync("mine-announcement", "r-1"));
        foreach (var group in others)
        {
            Expect.NotNull(await Notifications.FindJobAsync($"of-{group}", None));
            Expect.NotNull(await FindAsync($"of-{group}", "r-1"));
        }

        // A worker that still has it doesn't bring it back.
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteJobAsync(announcement with { Version = 2 }, None)
        );
    }
}
