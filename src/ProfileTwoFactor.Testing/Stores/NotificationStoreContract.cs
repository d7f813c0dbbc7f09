using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>What every store of notifications must do, run on each of them.</summary>
public abstract class NotificationStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract INotificationStore Notifications { get; }

    /// <summary>Makes a stored job unreadable, past the store: by a statement that sets a column to nonsense, for example.</summary>
    /// <param name="id">The job.</param>
    /// <returns>Default: false; nothing can be damaged in this store.</returns>
    protected virtual Task<bool> DamageAsync(string id) => Task.FromResult(false);

    /// <summary>Nothing is lost between writing and reading.</summary>
    [Fact]
    public async Task Job_EveryField_IsReadBack()
    {
        var job = Job("job-1") with
        {
            Lane = NotificationLane.Announcement,
            Group = "group-7",
            Payload = "{\"to\":\"caf\u00e9 \ud83d\udcec\"}",
        };

        Assert.Equal(StoreWriteStatus.Written, await Notifications.WriteJobAsync(job, None));

        var found = Assert.Single(await DueAsync(job.NotBefore, NotificationLane.Announcement));
        RecordAssert.Same(job with { Version = 1 }, found);
        var byId = await Notifications.FindJobAsync("job-1", None);
        Assert.NotNull(byId);
        RecordAssert.Same(job with { Version = 1 }, byId);
        Assert.Null(await Notifications.FindJobAsync("JOB-1", None));
    }

    /// <summary>A job waits in one list, and only those who ask for that list see it.</summary>
    [Fact]
    public async Task Due_IsOfTheListThatIsAskedFor()
    {
        await Notifications.WriteJobAsync(Job("person"), None);
        await Notifications.WriteJobAsync(
            Job("many") with
            {
                Lane = NotificationLane.Announcement,
            },
            None
        );

        Assert.Equal(["person"], (await DueAsync(SampleRecords.Moment)).Select(job => job.Id));
        Assert.Equal(
            ["many"],
            (await DueAsync(SampleRecords.Moment, NotificationLane.Announcement)).Select(job =>
                job.Id
            )
        );
    }

    /// <summary>Groups that have their share are left out before the limit is counted, so that they can't hide the others.</summary>
    [Fact]
    public async Task Due_WithoutSomeGroups_ShowsTheOthersBehindThem()
    {
        for (var number = 0; number < 5; number++)
        {
            await Notifications.WriteJobAsync(
                Job($"loud-{number}") with
                {
                    Group = "loud",
                    NotBefore = SampleRecords.Moment.AddHours(-1),
                },
                None
            );
        }

        await Notifications.WriteJobAsync(Job("quiet") with { Group = "quiet" }, None);
        await Notifications.WriteJobAsync(Job("other") with { Group = "LOUD" }, None);

        var due = await Notifications.ListDueJobsAsync(
            Query(SampleRecords.Moment) with
            {
                Limit = 3,
                ExceptGroups = ["loud", "nobody"],
            },
            None
        );

        Assert.Equal(["other", "quiet"], due.Select(job => job.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>One row that makes no sense leaves the others alone, and does not come first at every look.</summary>
    [Fact]
    public async Task Due_with_a_damaged_job_shows_the_others()
    {
        await Notifications.WriteJobAsync(
            Job("damaged") with
            {
                NotBefore = SampleRecords.Moment.AddHours(-1),
            },
            None
        );
        await Notifications.WriteJobAsync(Job("sound"), None);
        if (!await DamageAsync("damaged"))
        {
            return;
        }

        Assert.Equal(["sound"], (await DueAsync(SampleRecords.Moment)).Select(job => job.Id));
        var first = await Notifications.ListDueJobsAsync(
            Query(SampleRecords.Moment) with
            {
                Limit = 1,
            },
            None
        );
        Assert.Equal(["sound"], first.Select(job => job.Id));
    }

    /// <summary>Only what is due is listed, in the order of its waiting.</summary>
    [Fact]
    public async Task Due_IsWhatMayBeWorkedOnNow_LongestDueFirst()
    {
        var now = SampleRecords.Moment;
        await Notifications.WriteJobAsync(Job("later") with { NotBefore = now.AddTicks(1) }, None);
        await Notifications.WriteJobAsync(Job("now") with { NotBefore = now }, None);
        await Notifications.WriteJobAsync(Job("first") with { NotBefore = now.AddDays(-1) }, None);
        await Notifications.WriteJobAsync(Job("then") with { NotBefore = now.AddHours(-1) }, None);

        Assert.Equal(["first", "then", "now"], (await DueAsync(now)).Select(job => job.Id));
        Assert.Equal(
            ["first", "then"],
            (await Notifications.ListDueJobsAsync(Query(now) with { Limit = 2 }, None)).Select(
                job => job.Id
            )
        );
    }

    /// <summary>Compare and swap: any other version than the stored one is a conflict.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Job_WrittenOverAnotherVersion_ChangesNothing(long version)
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

        Assert.Equal(StoreWriteStatus.Conflict, status);
        var found = Assert.Single(await DueAsync(SampleRecords.Moment));
        Assert.Equal(("2", 2L), (found.Payload, found.Version));
    }

    /// <summary>A job that is done is not brought back by a late write.</summary>
    [Fact]
    public async Task Job_WithAVersionButNoRecord_IsAConflict()
    {
        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteJobAsync(Job("job-1") with { Version = 1 }, None)
        );
        Assert.Empty(await DueAsync(SampleRecords.Moment));
    }

    /// <summary>A job that somebody else took meanwhile is not deleted.</summary>
    [Fact]
    public async Task Delete_OfTheVersionRead_RemovesTheJob_AndOfAnotherDoesNot()
    {
        await Notifications.WriteJobAsync(Job("job-1"), None);

        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.DeleteJobAsync("job-1", 2, None)
        );
        Assert.Single(await DueAsync(SampleRecords.Moment));
        Assert.Equal(
            StoreWriteStatus.Written,
            await Notifications.DeleteJobAsync("job-1", 1, None)
        );
        Assert.Empty(await DueAsync(SampleRecords.Moment));
        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.DeleteJobAsync("job-1", 1, None)
        );
    }

    /// <summary>Of many nodes that take one job, one has it.</summary>
    [Fact]
    public async Task Nodes_that_want_the_same_job_have_one_winner()
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

        Assert.Single(answers, StoreWriteStatus.Written);
    }

    /// <summary>Keys are ordinal in every part.</summary>
    [Fact]
    public async Task Ids_ThatLookAlike_AreKeptApart()
    {
        foreach (var id in SampleRecords.LookAlikes)
        {
            Assert.Equal(
                StoreWriteStatus.Written,
                await Notifications.WriteJobAsync(Job(id) with { Payload = id }, None)
            );
            Assert.Equal(
                StoreWriteStatus.Written,
                await Notifications.WriteDeliveryAsync(Delivery("job-1", id), None)
            );
        }

        var due = await DueAsync(SampleRecords.Moment);
        Assert.Equal(SampleRecords.LookAlikes.Length, due.Count);
        Assert.All(due, job => Assert.Equal(job.Id, job.Payload));
        var deliveries = await Notifications.FindDeliveriesAsync(
            "job-1",
            SampleRecords.LookAlikes,
            None
        );
        Assert.Equal(
            SampleRecords.LookAlikes.Order(StringComparer.Ordinal),
            deliveries.Select(delivery => delivery.Recipient).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A delivery is stored whole and replaced whole.</summary>
    [Fact]
    public async Task Delivery_EveryField_IsReadBack_AndReplaced()
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
        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Notifications.WriteDeliveryAsync(delivery, None)
        );
    }

    /// <summary>Finding and deleting deliveries stays within one job.</summary>
    [Fact]
    public async Task Deliveries_OfOneJob_AreFoundAndDeletedWithoutThoseOfOthers()
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
        Assert.Equal(99, found.Count);
        Assert.Empty(await Notifications.FindDeliveriesAsync("job-1", [], None));

        await Notifications.DeleteDeliveriesAsync("job-1", None);
        await Notifications.DeleteDeliveriesAsync("job-1", None);
        Assert.Empty(await Notifications.FindDeliveriesAsync("job-1", [.. many.Take(100)], None));
        Assert.NotNull(await FindAsync("job-2", "r-1"));
    }

    private async Task<NotificationDelivery?> FindAsync(string job, string recipient) =>
        (await Notifications.FindDeliveriesAsync(job, [recipient], None)).SingleOrDefault();

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
