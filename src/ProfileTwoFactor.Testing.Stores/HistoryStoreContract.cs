using System.Globalization;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>The contract of every <see cref="IHistoryStore"/>. Derive a test class that provides the stores, and run it.</summary>
public abstract class HistoryStoreContract : StoreContract
{
    private static readonly ContractTests All = new(typeof(HistoryStoreContract));
    private static readonly TwoFactorScope Scope = TwoFactorScope.Profile("profile-1", "stamp-1");

    /// <summary>The names of the contract's tests, one in each row.</summary>
    public static IEnumerable<object[]> Tests() => Rows(All);

    private protected override ContractTests Contract => All;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract IHistoryStore History { get; }

    /// <summary>Returns a second store for the same data, as on another node or after a crash.</summary>
    /// <remarks>Override it if the data is stored outside the process. The default is the same store, for in-memory stores.</remarks>
    protected virtual IHistoryStore Reopen() => History;

    /// <summary>A scope without events has an empty list.</summary>
    [ContractTest]
    internal async Task List_NeverWritten_IsEmpty() => Expect.Empty(await ListAsync());

    /// <summary>Nothing is lost between writing and reading, and the write is there for other nodes.</summary>
    [ContractTest]
    internal async Task Add_EveryField_IsReadBack()
    {
        var record = Record("event-1") with
        {
            AccountName = new string('\u00e9', HistoryRecord.MaxTextLength),
            ActorAccountName = "\"; -- \ud83d\udcec {0} @p0 %",
            MemberId = new string('m', 200),
            ActorMemberId = "Member-1",
            Client = "Firefox on Windows",
            Count = 17,
            Removal = "ProfileTwoFactor",
            Reason = new string('r', 5000) + "\r\n=1+1",
        };

        await History.AddAsync(record, None);

        Expect.Equal(
            [record],
            (await Reopen().ListAsync(Query(), None)).Select(found => Local(found, record))
        );
    }

    /// <summary>What isn't there is null, not empty or zero.</summary>
    [ContractTest]
    internal async Task Add_WithoutOptionalFields_IsReadBack()
    {
        await History.AddAsync(Record("event-1"), None);

        var found = Expect.Single(await ListAsync());
        Expect.Null(found.Client);
        Expect.Null(found.Count);
        Expect.Null(found.Removal);
        Expect.Null(found.Reason);
    }

    /// <summary>A write that is repeated after an unknown outcome makes no second record, and changes nothing.</summary>
    [ContractTest]
    internal async Task Add_OfTheSameEvent_KeepsTheFirst()
    {
        await History.AddAsync(Record("event-1"), None);

        await Reopen().AddAsync(Record("event-1") with { Kind = "Other" }, None);
        await History.AddAsync(
            Record("event-1") with
            {
                Time = SampleRecords.Moment.AddDays(1),
            },
            None
        );

        Expect.Equal("CodeRefused", Expect.Single(await ListAsync()).Kind);
    }

    /// <summary>Of several nodes that add the same event at once, one record remains, and none fails.</summary>
    [ContractTest]
    internal async Task Add_OfTheSameEventAtOnce_MakesOneRecord()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    (number % 2 == 0 ? History : Reopen()).AddAsync(Record("event-1"), None)
                )
        );

        Expect.Single(await ListAsync());
    }

    /// <summary>Ids that look alike are different members, and scopes that look alike are different scopes.</summary>
    [ContractTest]
    internal async Task LookAlikes_OfScopesAndMembers_AreKeptApart()
    {
        foreach (var (index, id) in SampleRecords.LookAlikes.Index())
        {
            await History.AddAsync(
                Record($"scope-{index}") with
                {
                    Scope = TwoFactorScope.Profile(id),
                },
                None
            );
            await History.AddAsync(
                Record($"account-{index}") with
                {
                    Scope = TwoFactorScope.Account(id),
                },
                None
            );
            await History.AddAsync(Record($"member-{index}") with { MemberId = id }, None);
        }

        foreach (var (index, id) in SampleRecords.LookAlikes.Index())
        {
            Expect.Equal(
                [$"scope-{index}"],
                Ids(await ListAsync(Query() with { Scope = TwoFactorScope.Profile(id) }))
            );
            Expect.Equal(
                [$"account-{index}"],
                Ids(await ListAsync(Query() with { Scope = TwoFactorScope.Account(id) }))
            );
            Expect.Equal([$"member-{index}"], Ids(await ListAsync(Query() with { MemberId = id })));
        }
    }

    /// <summary>The newest event comes first. Moments are compared, whatever offset they were written with.</summary>
    [ContractTest]
    internal async Task List_IsNewestFirst()
    {
        var moment = SampleRecords.Moment;
        await AddAsync("second", moment.AddTicks(1));
        await AddAsync("first", moment.AddHours(1).ToOffset(TimeSpan.FromHours(-9)));
        await AddAsync("fourth", moment.AddYears(-1));
        await AddAsync("third", moment);

        Expect.Equal(["first", "second", "third", "fourth"], Ids(await ListAsync()));
    }

    /// <summary>Pages that follow each other show each event once, also events of the same time, and while events are added and deleted.</summary>
    [ContractTest]
    internal async Task Pages_ShowEachEventOnce()
    {
        var moment = SampleRecords.Moment;
        for (var number = 0; number < 9; number++)
        {
            await AddAsync($"event-{number}", moment.AddSeconds(number / 4));
        }

        var seen = new List<string>();
        HistoryPosition? after = null;
        while (true)
        {
            var page = await ListAsync(Query() with { Limit = 2, After = after });
            seen.AddRange(Ids(page));
            if (page.Count < 2)
            {
                break;
            }

            after = new(page[^1].Time, page[^1].EventId);
            await AddAsync($"later-{seen.Count}", moment.AddDays(1));
        }

        Expect.Equal(9, seen.Count);
        Expect.Equal(9, seen.Distinct().Count());
        var byTime = seen.Select(id => int.Parse(id[6..], CultureInfo.InvariantCulture) / 4)
            .ToList();
        Expect.Equal(byTime.OrderDescending(), byTime);
    }

    /// <summary>The place of a page is found after its record was deleted.</summary>
    [ContractTest]
    internal async Task Page_AfterADeletedRecord_GoesOnThere()
    {
        await AddAsync("new", SampleRecords.Moment);
        await AddAsync("old", SampleRecords.Moment.AddDays(-2));

        var page = await ListAsync(
            Query() with
            {
                After = new(SampleRecords.Moment.AddDays(-1), "deleted"),
            }
        );

        Expect.Equal(["old"], Ids(page));
    }

    /// <summary>A filter by kind compares ordinally.</summary>
    [ContractTest]
    internal async Task Kind_IsAFilter()
    {
        await History.AddAsync(Record("one") with { Kind = "LockedOut" }, None);
        await History.AddAsync(Record("two"), None);

        Expect.Equal(["one"], Ids(await ListAsync(Query() with { Kind = "LockedOut" })));
        Expect.Empty(await ListAsync(Query() with { Kind = "Unknown" }));
    }

    /// <summary>A filter by member finds what happened to the member, and what the member did.</summary>
    [ContractTest]
    internal async Task Member_IsAFilter_OfTheAffectedAndTheActing()
    {
        await History.AddAsync(Record("own") with { MemberId = "m", ActorMemberId = "m" }, None);
        await History.AddAsync(Record("to") with { MemberId = "m", ActorMemberId = "o" }, None);
        await History.AddAsync(Record("by") with { MemberId = "o", ActorMemberId = "m" }, None);
        await History.AddAsync(Record("other") with { MemberId = "o", ActorMemberId = "o" }, None);

        Expect.Equal(
            ["by", "own", "to"],
            Ids(await ListAsync(Query() with { MemberId = "m" })).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A span of time includes its beginning and not its end. All filters together are met.</summary>
    [ContractTest]
    internal async Task Span_IncludesItsBeginningAndNotItsEnd()
    {
        var moment = SampleRecords.Moment;
        await AddAsync("before", moment.AddTicks(-1));
        await AddAsync("from", moment);
        await AddAsync("within", moment.AddHours(1).AddTicks(-1));
        await AddAsync("until", moment.AddHours(1));
        var span = Query() with { From = moment, Until = moment.AddHours(1) };

        Expect.Equal(["within", "from"], Ids(await ListAsync(span)));
        Expect.Equal(["within"], Ids(await ListAsync(span with { Limit = 1 })));
        Expect.Empty(await ListAsync(span with { Kind = "LockedOut" }));
        Expect.Empty(await ListAsync(span with { MemberId = "stranger" }));
    }

    /// <summary>What is older than the time is deleted, in every scope, and nothing else.</summary>
    [ContractTest]
    internal async Task Delete_OfOldRecords_LeavesTheOthers()
    {
        var moment = SampleRecords.Moment;
        await AddAsync("old", moment.AddTicks(-1));
        await AddAsync("kept", moment);
        var other = TwoFactorScope.Account("person");
        await History.AddAsync(
            Record("old") with
            {
                Scope = other,
                Time = moment.AddDays(-1),
            },
            None
        );

        for (var round = 0; round < 8 && await History.DeleteAsync(moment, 1, None); round++) { }

        Expect.Equal(["kept"], Ids(await ListAsync()));
        Expect.Empty(await ListAsync(Query() with { Scope = other }));
    }

    /// <summary>What is known about one person or profile is deleted, and nothing else. A second call changes nothing.</summary>
    [ContractTest]
    internal async Task DeleteScope_LeavesTheOthers()
    {
        for (var number = 0; number < 600; number++)
        {
            await AddAsync($"event-{number}", SampleRecords.Moment);
        }

        var other = TwoFactorScope.Profile("Profile-1", "stamp-1");
        await History.AddAsync(Record("event-0") with { Scope = other }, None);

        await History.DeleteScopeAsync(Scope, None);
        await Reopen().DeleteScopeAsync(Scope, None);

        Expect.Empty(await ListAsync());
        Expect.Single(await ListAsync(Query() with { Scope = other }));
    }

    private Task AddAsync(string id, DateTimeOffset time) =>
        History.AddAsync(Record(id) with { Time = time }, None);

    private Task<IReadOnlyList<HistoryRecord>> ListAsync(HistoryQuery? query = null) =>
        History.ListAsync(query ?? Query(), None);

    private static HistoryQuery Query() => new() { Scope = Scope, Limit = 100 };

    private static IEnumerable<string> Ids(IEnumerable<HistoryRecord> records) =>
        records.Select(record => record.EventId);

    // Moments are equal, offsets may differ.
    private static HistoryRecord Local(HistoryRecord found, HistoryRecord expected) =>
        found.Time == expected.Time ? found with { Time = expected.Time } : found;

    private static HistoryRecord Record(string id) =>
        new()
        {
            Scope = Scope,
            EventId = id,
            Kind = "CodeRefused",
            Time = SampleRecords.Moment,
            MemberId = "member-1",
            AccountName = "member@example.com",
            ActorMemberId = "member-1",
            ActorAccountName = "member@example.com",
        };
}
