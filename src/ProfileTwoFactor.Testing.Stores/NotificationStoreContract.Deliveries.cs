using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class NotificationStoreContract
{
    /// <summary>A delivery is stored whole and replaced whole.</summary>
    [ContractTest]
    internal async Task Delivery_EveryField_IsReadBack_AndReplaced()
    {
        var delivery = Delivery("job-1", "r-1") with
        {
            About = "epoch-7",
            Attempts = 7,
            Uncertain = 3,
            Settled = false,
        };
        await Notifications.WriteDeliveryAsync(delivery, None);
        RecordAssert.Same(delivery with { Version = 1 }, await FindAsync("job-1", "r-1"));

        var settled = delivery with
        {
            Version = 1,
            About = "epoch-8",
            Attempts = 0,
            Uncertain = 0,
            Settled = true,
            NotBefore = SampleRecords.Moment.AddDays(2),
        };
        await Notifications.WriteDeliveryAsync(settled, None);
        RecordAssert.Same(settled with { Version = 2 }, await FindAsync("job-1", "r-1"));
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteDeliveryAsync(delivery, None)
        );

        // The recipient is notified of something new: back to what it was, in every field.
        await Notifications.WriteDeliveryAsync(delivery with { Version = 2 }, None);
        RecordAssert.Same(delivery with { Version = 3 }, await FindAsync("job-1", "r-1"));
    }

    /// <summary>Finding and deleting deliveries stays within one job.</summary>
    [ContractTest]
    internal async Task Deliveries_OfOneJob_AreFoundAndDeletedWithoutThoseOfOthers()
    {
        var many = Enumerable.Range(0, 300).Select(number => $"r-{number}").ToArray();
        foreach (var recipient in many)
        {
            await Notifications.WriteDeliveryAsync(Delivery("job-1", recipient), None);
        }

        await Notifications.WriteDeliveryAsync(Delivery("job-2", "r-1"), None);

        var found = await Notifications.FindDeliveriesAsync(
            "job-1",
            [.. many.Take(99), "nobody"],
            None
        );
        Expect.Equal(99, found.Count);
        Expect.Empty(await Notifications.FindDeliveriesAsync("job-1", [], None));

        await Notifications.DeleteDeliveriesAsync("job-1", None);
        await Notifications.DeleteDeliveriesAsync("job-1", None);
        Expect.Empty(await Notifications.FindDeliveriesAsync("job-1", [.. many.Take(100)], None));
        Expect.NotNull(await FindAsync("job-2", "r-1"));
    }

    /// <summary>Compare and swap: any other version than the stored one is a conflict, or a mail would go out twice.</summary>
    [ContractTest(0, 1, 3)]
    internal async Task Delivery_WrittenOverAnotherVersion_ChangesNothing(long version)
    {
        var delivery = Delivery("job-1", "r-1");
        await Notifications.WriteDeliveryAsync(delivery, None);
        var stored = delivery with { Version = 1, Attempts = 2, Settled = false };
        await Notifications.WriteDeliveryAsync(stored, None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteDeliveryAsync(delivery with { Version = version }, None)
        );

        RecordAssert.Same(stored with { Version = 2 }, await FindAsync("job-1", "r-1"));
    }

    /// <summary>What was deleted is not brought back by a late write, and may be written as new.</summary>
    [ContractTest]
    internal async Task Delivery_AfterItWasDeleted_IsNotBroughtBack()
    {
        var delivery = Delivery("job-1", "r-1") with { Attempts = 3 };
        await Notifications.WriteDeliveryAsync(delivery, None);
        await Notifications.DeleteDeliveriesAsync("job-1", None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteDeliveryAsync(delivery with { Version = 1 }, None)
        );
        Expect.Null(await FindAsync("job-1", "r-1"));
        Expect.Equal(
            StoreWriteStatus.Written,
            await Notifications.WriteDeliveryAsync(delivery with { Attempts = 0 }, None)
        );
        RecordAssert.Same(
            delivery with
            {
                Attempts = 0,
                Version = 1,
            },
            await FindAsync("job-1", "r-1")
        );
    }

    /// <summary>Jobs whose ids look alike have deliveries of their own.</summary>
    [ContractTest]
    internal async Task Deliveries_OfJobsThatLookAlike_AreDeletedApart()
    {
        string[] others = ["job-10", "JOB-1", "job-1 ", " job-1", "job_1", "job-%"];
        foreach (var job in others.Append("job-1"))
        {
            Expect.Equal(
                StoreWriteStatus.Written,
                await Notifications.WriteDeliveryAsync(Delivery(job, "r-1"), None)
            );
        }

        await Notifications.DeleteDeliveriesAsync("job-1", None);

        Expect.Null(await FindAsync("job-1", "r-1"));
        foreach (var job in others)
        {
            Expect.NotNull(await FindAsync(job, "r-1"));
        }
    }

    private async Task<NotificationDelivery?> FindAsync(string job, string recipient) =>
        (await Notifications.FindDeliveriesAsync(job, [recipient], None)).SingleOrDefault();

    private static NotificationDelivery Delivery(string job, string recipient) =>
        new()
        {
            JobId = job,
            Recipient = recipient,
            About = "epoch-1",
            Settled = true,
            NotBefore = SampleRecords.Moment,
        };
}
