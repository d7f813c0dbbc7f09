using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>The contract of every <see cref="INotificationStore"/>. Derive a test class that provides the store, and run it.</summary>
public abstract partial class NotificationStoreContract : StoreContract
{
    private static readonly ContractTests All = new(typeof(NotificationStoreContract));

    /// <summary>The names of the contract's tests, one in each row.</summary>
    public static IEnumerable<object[]> Tests() => Rows(All);

    private protected override ContractTests Contract => All;

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract INotificationStore Notifications { get; }

    /// <summary>Makes a stored job unreadable, past the store: for example by a statement that sets a column to an invalid value.</summary>
    /// <param name="id">The job.</param>
    /// <returns>Whether the job was damaged. The default is false: records of this store can't be damaged.</returns>
    protected virtual Task<bool> DamageAsync(string id) => Task.FromResult(false);

    /// <summary>Nothing is lost between writing and reading.</summary>
    [ContractTest]
    internal async Task Job_EveryField_IsReadBack()
    {
        var job = Job("job-1") with
        {
            Lane = NotificationLane.Announcement,
            Group = "Group ^7 ",
            NotBefore = SampleRecords.Moment.AddTicks(7),
            Payload = "{\"to\":\"caf\u00e9 \ud83d\udcec\"}",
        };

        Expect.Equal(StoreWriteStatus.Written, await Notifications.WriteJobAsync(job, None));

        var found = Expect.Single(await DueAsync(job.NotBefore, NotificationLane.Announcement));
        RecordAssert.Same(job with { Version = 1 }, found);
        var byId = await Notifications.FindJobAsync("job-1", None);
        Expect.NotNull(byId);
        RecordAssert.Same(job with { Version = 1 }, byId);
        Expect.Null(await Notifications.FindJobAsync("JOB-1", None));
    }

    /// <summary>Compare and swap: any other version than the stored one is a conflict.</summary>
    [ContractTest(0, 1, 3)]
    internal async Task Job_WrittenOverAnotherVersion_ChangesNothing(long version)
    {
        await Notifications.WriteJobAsync(Job("job-1"), None);
        await Notifications.WriteJobAsync(Job("job-1") with { Version = 1, Payload = "2" }, None);

        var status = await Notifications.WriteJobAsync(
            Job("job-1") with
            {
                Version = version,
                Payload = "mine",
            },
            None
        );

        Expect.Equal(StoreWriteStatus.Conflict, status);
        var found = Expect.Single(await DueAsync(SampleRecords.Moment));
        Expect.Equal(("2", 2L), (found.Payload, found.Version));
    }

    /// <summary>A job that is done is not brought back by a late write.</summary>
    [ContractTest]
    internal async Task Job_WithAVersionButNoRecord_IsAConflict()
    {
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteJobAsync(Job("job-1") with { Version = 1 }, None)
        );
        Expect.Empty(await DueAsync(SampleRecords.Moment));
    }

    /// <summary>A job that another worker took in the meantime is not deleted.</summary>
    [ContractTest]
    internal async Task Delete_OfTheVersionRead_RemovesTheJob_AndOfAnotherDoesNot()
    {
        await Notifications.WriteJobAsync(Job("job-1"), None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.DeleteJobAsync("job-1", 2, None)
        );
        Expect.Single(await DueAsync(SampleRecords.Moment));
        Expect.Equal(
            StoreWriteStatus.Written,
            await Notifications.DeleteJobAsync("job-1", 1, None)
        );
        Expect.Empty(await DueAsync(SampleRecords.Moment));
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.DeleteJobAsync("job-1", 1, None)
        );
    }

    /// <summary>Payloads have any length.</summary>
    [ContractTest]
    internal async Task Payload_OfGreatLength_IsKeptWhole()
    {
        var job = Job("job-1") with { Payload = new string('\u00e9', 20_000) };

        await Notifications.WriteJobAsync(job, None);

        Expect.Equal(job.Payload, Expect.Single(await DueAsync(job.NotBefore)).Payload);
    }

    /// <summary>A job that is filed again under its id after it was done is a new job.</summary>
    [ContractTest]
    internal async Task Job_AsNewAfterItWasDeleted_StartsAgain()
    {
        await Notifications.WriteJobAsync(Job("job-1") with { Payload = "old" }, None);
        await Notifications.DeleteJobAsync("job-1", 1, None);

        Expect.Equal(
            StoreWriteStatus.Written,
            await Notifications.WriteJobAsync(Job("job-1") with { Payload = "new" }, None)
        );

        var found = Expect.Single(await DueAsync(SampleRecords.Moment));
        Expect.Equal(("new", 1L), (found.Payload, found.Version));
    }

    /// <summary>Of many nodes that take one job, one has it.</summary>
    [ContractTest]
    internal async Task Job_ThatSeveralNodesWant_HasOneWinner()
    {
        await Notifications.WriteJobAsync(Job("job-1"), None);

        var answers = await Contenders.RunAsync(
            16,
            writer =>
                Notifications.WriteJobAsync(
                    Job("job-1") with
                    {
                        Version = 1,
                        Payload = writer,
                    },
                    None
                )
        );

        Expect.Single(answers, StoreWriteStatus.Written);
    }

    /// <summary>Keys are ordinal in every part.</summary>
    [ContractTest]
    internal async Task Ids_ThatLookAlike_AreKeptApart()
    {
        foreach (var id in SampleRecords.LookAlikes)
        {
            Expect.Equal(
                StoreWriteStatus.Written,
                await Notifications.WriteJobAsync(Job(id) with { Payload = id }, None)
            );
            Expect.Equal(
                StoreWriteStatus.Written,
                await Notifications.WriteDeliveryAsync(Delivery("job-1", id), None)
            );
        }

        var due = await DueAsync(SampleRecords.Moment);
        Expect.Equal(SampleRecords.LookAlikes.Length, due.Count);
        Expect.All(due, job => Expect.Equal(job.Id, job.Payload));
        var deliveries = await Notifications.FindDeliveriesAsync(
            "job-1",
            SampleRecords.LookAlikes,
            None
        );
        Expect.Equal(
            SampleRecords.LookAlikes.Order(StringComparer.Ordinal),
            deliveries.Select(delivery => delivery.Recipient).Order(StringComparer.Ordinal)
        );
    }

    private Task<IReadOnlyList<NotificationJob>> DueAsync(
        DateTimeOffset now,
        NotificationLane lane = NotificationLane.Personal
    ) => Notifications.ListDueJobsAsync(Query(now) with { Lane = lane }, None);

    private static DueJobQuery Query(DateTimeOffset now) =>
        new()
        {
            Lane = NotificationLane.Personal,
            Now = now,
            Limit = 100,
        };

    private static NotificationJob Job(string id) =>
        new()
        {
            Id = id,
            Lane = NotificationLane.Personal,
            Group = "group-1",
            NotBefore = SampleRecords.Moment,
            Payload = "{}",
        };
}
