namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>What every <see cref="IPolicyStore"/> must do. Derive, hand out stores, and run.</summary>
public abstract class PolicyStoreContract
{
    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract IPolicyStore Policies { get; }

    [Fact]
    public async Task Find_NeverWritten_IsNull()
    {
        Assert.Null(await Policies.FindAsync(TwoFactorScope.Profile("nobody"), None));
    }

    [Fact]
    public async Task Write_EveryField_IsReadBack()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1", "stamp-1"));

        Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));

        RecordAssert.Same(
            record with
            {
                Version = 1,
            },
            await Policies.FindAsync(record.Scope, None)
        );
    }

    [Fact]
    public async Task Write_OfAnotherState_ReplacesEveryField()
    {
        var scope = TwoFactorScope.Profile("profile-1");
        await Policies.WriteAsync(SampleRecords.Policy(scope), None);
        var off = new PolicyRecord
        {
            Scope = scope,
            Version = 1,
            Enabled = false,
            Epoch = "",
            ChangedAt = SampleRecords.Moment.AddDays(1),
            ChangedBy = "owner-2",
        };

        Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(off, None));

        RecordAssert.Same(off with { Version = 2 }, await Policies.FindAsync(scope, None));
    }

    [Fact]
    public async Task Write_AsNewTwice_HasOneWinner()
    {
        var first = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"));

        Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(first, None));
        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Policies.WriteAsync(first with { Enabled = false }, None)
        );

        Assert.True((await Policies.FindAsync(first.Scope, None))!.Enabled);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Write_WithAnotherVersionThanStored_ChangesNothing(long version)
    {
        var scope = TwoFactorScope.Profile("profile-1");
        var record = SampleRecords.Policy(scope);
        await Policies.WriteAsync(record, None);
        await Policies.WriteAsync(record with { Version = 1 }, None);

        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Policies.WriteAsync(record with { Version = version, ChangedBy = "late" }, None)
        );

        RecordAssert.Same(record with { Version = 2 }, await Policies.FindAsync(scope, None));
    }

    [Fact]
    public async Task Write_WithAVersionButNoRecord_IsAConflict()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"), version: 1);

        Assert.Equal(StoreWriteStatus.Conflict, await Policies.WriteAsync(record, None));

        Assert.Null(await Policies.FindAsync(record.Scope, None));
    }

    [Fact]
    public async Task Write_WithANegativeVersion_Throws()
    {
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1"), version: -1);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Policies.WriteAsync(record, None));
    }

    [Fact]
    public async Task Scopes_ThatLookAlike_AreKeptApart()
    {
        var scopes = SampleRecords
            .LookAlikes.SelectMany(id =>
                new[]
                {
                    TwoFactorScope.Profile(id),
                    TwoFactorScope.Profile(id, "a"),
                    TwoFactorScope.Profile(id, "A"),
                    TwoFactorScope.Account(id),
                }
            )
            // Parts that would run into each other without a separator.
            .Append(TwoFactorScope.Profile("ab", "c"))
            .Append(TwoFactorScope.Profile("a", "bc"))
            .ToArray();

        foreach (var (index, scope) in scopes.Index())
        {
            var record = SampleRecords.Policy(scope) with { ChangedBy = $"owner-{index}" };
            Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(record, None));
        }

        foreach (var (index, scope) in scopes.Index())
        {
            var found = await Policies.FindAsync(scope, None);
            Assert.Equal($"owner-{index}", found!.ChangedBy);
            Assert.Equal(scope, found.Scope);
        }
    }

    [Fact]
    public async Task Ids_OfTheGreatestLength_AreKeptWhole()
    {
        var id = new string('\u00e9', 199);
        var first = SampleRecords.Policy(
            TwoFactorScope.Profile(id + "x", new string('s', 100))
        ) with
        {
            ChangedBy = new string('m', 200),
            Epoch = new string('e', 64),
        };
        var second = first with { Scope = TwoFactorScope.Profile(id + "y", new string('s', 100)) };

        Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(first, None));
        Assert.Equal(StoreWriteStatus.Written, await Policies.WriteAsync(second, None));

        RecordAssert.Same(first with { Version = 1 }, await Policies.FindAsync(first.Scope, None));
    }

    [Fact]
    public async Task Lists_TheCallerKeepsChanging_DoNotChangeTheRecord()
    {
        var epochs = new List<string> { "epoch-0" };
        var record = SampleRecords.Policy(TwoFactorScope.Profile("profile-1")) with
        {
            RetiredEpochs = epochs,
        };
        await Policies.WriteAsync(record, None);

        epochs.Clear();

        Assert.Equal(["epoch-0"], (await Policies.FindAsync(record.Scope, None))!.RetiredEpochs);
    }

    [Fact]
    public async Task Writers_InParallelOnOneRecord_NeverLoseAnUpdate()
    {
        const int Writers = 64;
        var scope = TwoFactorScope.Profile("profile-1");

        var versions = await Contenders.RunAsync(
            Writers,
            async writer =>
            {
                while (true)
                {
                    var current =
                        await Policies.FindAsync(scope, None)
                        ?? SampleRecords.Policy(scope) with
                        {
                            RetiredEpochs = [],
                        };
                    var next = current with { RetiredEpochs = [.. current.RetiredEpochs, writer] };
                    if (await Policies.WriteAsync(next, None) == StoreWriteStatus.Written)
                    {
                        return current.Version + 1;
                    }
                }
            }
        );

        Assert.Equal(
            Enumerable.Range(1, Writers).Select(version => (long)version),
            versions.Order()
        );
        var final = await Policies.FindAsync(scope, None);
        Assert.Equal(Writers, final!.Version);
        Assert.Equal(Writers, final.RetiredEpochs.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Writers_InParallelOfANewRecord_HaveOneWinner()
    {
        var scope = TwoFactorScope.Profile("profile-1");

        var results = await Contenders.RunAsync(
            64,
            async writer =>
                (
                    Status: await Policies.WriteAsync(
                        SampleRecords.Policy(scope) with
                        {
                            ChangedBy = writer,
                        },
                        None
                    ),
                    Writer: writer
                )
        );

        var winner = Assert.Single(results, result => result.Status == StoreWriteStatus.Written);
        Assert.Equal(winner.Writer, (await Policies.FindAsync(scope, None))!.ChangedBy);
    }
}
