using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

public abstract partial class NotificationStoreContract
{
    /// <summary>A job waits in one list, and only those who ask for that list see it.</summary>
    [ContractTest]
    internal async Task Due_IsOfTheListThatIsAskedFor()
    {
        await Notifications.WriteJobAsync(Job("person"), None);
        await Notifications.WriteJobAsync(
            Job("many") with
            {
                Lane = NotificationLane.Announcement,
            },
            None
        );

        Expect.Equal(["person"], (await DueAsync(SampleRecords.Moment)).Select(job => job.Id));
        Expect.Equal(
            ["many"],
            (await DueAsync(SampleRecords.Moment, NotificationLane.Announcement)).Select(job =>
                job.Id
            )
        );
    }

    /// <summary>Groups that have their share are left out before the limit is counted, so that they can't hide the others.</summary>
    [ContractTest]
    internal async Task Due_WithoutSomeGroups_ShowsTheOthersBehindThem()
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
        await Notifications.WriteJobAsync(Job("third") with { Group = "loud " }, None);

        var due = await Notifications.ListDueJobsAsync(
            Query(SampleRecords.Moment) with
            {
                Limit = 3,
                ExceptGroups = ["loud", "nobody"],
            },
            None
        );

        Expect.Equal(
            ["other", "quiet", "third"],
            due.Select(job => job.Id).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A damaged row doesn't affect the others, and isn't the first at every read.</summary>
    [ContractTest]
    internal async Task Due_WithADamagedJob_ShowsTheOthers()
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

        Expect.Equal(["sound"], (await DueAsync(SampleRecords.Moment)).Select(job => job.Id));
        var first = await Notifications.ListDueJobsAsync(
            Query(SampleRecords.Moment) with
            {
                Limit = 1,
            },
            None
        );
        Expect.Equal(["sound"], first.Select(job => job.Id));
    }

    /// <summary>Only what is due is listed, in the order of its waiting.</summary>
    [ContractTest]
    internal async Task Due_IsWhatMayBeWorkedOnNow_LongestDueFirst()
    {
        var now = SampleRecords.Moment;
        await Notifications.WriteJobAsync(Job("later") with { NotBefore = now.AddTicks(1) }, None);
        await Notifications.WriteJobAsync(Job("now") with { NotBefore = now }, None);
        await Notifications.WriteJobAsync(Job("first") with { NotBefore = now.AddDays(-1) }, None);
        await Notifications.WriteJobAsync(Job("then") with { NotBefore = now.AddHours(-1) }, None);

        Expect.Equal(["first", "then", "now"], (await DueAsync(now)).Select(job => job.Id));
        Expect.Equal(
            ["first", "then"],
            (await Notifications.ListDueJobsAsync(Query(now) with { Limit = 2 }, None)).Select(
                job => job.Id
            )
        );
    }

    /// <summary>Moments are compared, not their texts: nodes write with offsets of their own.</summary>
    [ContractTest]
    internal async Task Due_WrittenWithSeveralOffsets_IsOrderedByTheMoment()
    {
        var day = new DateTime(2031, 4, 5, 0, 0, 0, DateTimeKind.Unspecified);
        await WriteAsync("second", new(day.AddHours(2), TimeSpan.Zero));
        await WriteAsync("third", new(day.AddHours(1), TimeSpan.FromHours(-5)));
        await WriteAsync("first", new(day.AddHours(10), TimeSpan.FromHours(9)));

        var due = await DueAsync(new(day.AddHours(15), TimeSpan.FromHours(9)));

        Expect.Equal(["first", "second", "third"], due.Select(job => job.Id));
        Expect.Empty(await DueAsync(new(day, TimeSpan.Zero)));

        Task WriteAsync(string id, DateTimeOffset notBefore) =>
            Notifications.WriteJobAsync(Job(id) with { NotBefore = notBefore }, None);
    }

    /// <summary>A job that was taken or put off is not listed until its new moment, and then as it was written last.</summary>
    [ContractTest]
    internal async Task Job_PutOff_IsDueAtItsNewMomentOnly()
    {
        var now = SampleRecords.Moment;
        await Notifications.WriteJobAsync(Job("job-1"), None);
        Expect.Single(await DueAsync(now));
        var moved = Job("job-1") with
        {
            Version = 1,
            NotBefore = now.AddMinutes(5),
            Payload = "moved",
        };

        await Notifications.WriteJobAsync(moved, None);

        Expect.Empty(await DueAsync(now));
        RecordAssert.Same(
            moved with
            {
                Version = 2,
            },
            Expect.Single(await DueAsync(now.AddMinutes(5)))
        );
    }
}
