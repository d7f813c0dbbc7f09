namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>What every <see cref="ISecretStore"/> must do. Derive, hand out stores, and run.</summary>
public abstract class SecretStoreContract
{
    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract ISecretStore Secrets { get; }

    [Fact]
    public async Task Find_NeverWritten_IsNull()
    {
        Assert.Null(await Secrets.FindAsync(SampleRecords.Key(), None));
    }

    [Fact]
    public async Task Write_EveryField_IsReadBack()
    {
        var record = SampleRecords.Binding(SampleRecords.Key(stamp: "stamp-1"));

        Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));

        RecordAssert.Same(record with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    public static TheoryData<string> Shapes =>
        [
            "nothing",
            "active only",
            "pending only",
            "no backup codes",
            "no codes left",
            "no replace",
        ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Write_EveryShapeOverEveryOther_LeavesNothingBehind(string shape)
    {
        var key = SampleRecords.Key();
        var full = SampleRecords.Binding(key);
        var record = Shape(full, shape) with { Version = 1 };
        await Secrets.WriteAsync(full, None);

        Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));
        RecordAssert.Same(record with { Version = 2 }, await Secrets.FindAsync(key, None));

        Assert.Equal(
            StoreWriteStatus.Written,
            await Secrets.WriteAsync(full with { Version = 2 }, None)
        );
        RecordAssert.Same(full with { Version = 3 }, await Secrets.FindAsync(key, None));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Write_OfANewRecordOfEveryShape_IsReadBack(string shape)
    {
        var record = Shape(SampleRecords.Binding(SampleRecords.Key(epoch: "")), shape);

        await Secrets.WriteAsync(record, None);

        RecordAssert.Same(record with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    private static BindingRecord Shape(BindingRecord full, string shape) =>
        shape switch
        {
            "nothing" => new BindingRecord { Key = full.Key },
            "active only" => full with { Pending = null, LockedUntil = null },
            "pending only" => full with { Active = null, Failures = 0 },
            "no backup codes" => full with { Active = full.Active! with { BackupCodes = null } },
            "no codes left" => full with
            {
                Active = full.Active! with
                {
                    BackupCodes = full.Active.BackupCodes! with { Hashes = [] },
                },
            },
            "no replace" => full with
            {
                Pending = full.Pending! with { ReplacesBindingId = null, LastAcceptedStep = 0 },
            },
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

    [Fact]
    public async Task Write_AsNewTwice_HasOneWinner()
    {
        var first = SampleRecords.Binding(SampleRecords.Key());

        Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(first, None));
        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(first with { Failures = 0 }, None)
        );

        Assert.Equal(17, (await Secrets.FindAsync(first.Key, None))!.Failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Write_WithAnotherVersionThanStored_ChangesNothing(long version)
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        await Secrets.WriteAsync(record with { Version = 1, Failures = 18 }, None);

        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(record with { Version = version, Failures = 0 }, None)
        );

        RecordAssert.Same(
            record with
            {
                Version = 2,
                Failures = 18,
            },
            await Secrets.FindAsync(record.Key, None)
        );
    }

    [Fact]
    public async Task Write_AfterTheEpochWasDeleted_DoesNotBringTheBindingBack()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        await Secrets.DeleteEpochAsync(record.Key.Scope, record.Key.Epoch, None);

        Assert.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(record with { Version = 1 }, None)
        );

        Assert.Null(await Secrets.FindAsync(record.Key, None));
    }

    [Fact]
    public async Task Write_WithANegativeVersion_Throws()
    {
        var record = SampleRecords.Binding(SampleRecords.Key(), version: -1);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.WriteAsync(record, None));
    }

    [Fact]
    public async Task Keys_ThatLookAlike_AreKeptApart()
    {
        var keys = SampleRecords
            .LookAlikes.SelectMany(id =>
                new[]
                {
                    SampleRecords.Key(member: id),
                    SampleRecords.Key(stamp: id),
                    SampleRecords.Key(epoch: id),
                    SampleRecords.Key(scope: TwoFactorScope.Profile(id)),
                    SampleRecords.Key(scope: TwoFactorScope.Account(id)),
                    SampleRecords.Key(scope: TwoFactorScope.Profile("profile-1", id)),
                }
            )
            // Parts that would run into each other without a separator.
            .Append(SampleRecords.Key(epoch: "ab", member: "c"))
            .Append(SampleRecords.Key(epoch: "a", member: "bc"))
            .Append(SampleRecords.Key(epoch: "", member: "abc"))
            .Append(SampleRecords.Key(epoch: "", member: "ab", stamp: "c"))
            .ToArray();

        foreach (var (index, key) in keys.Index())
        {
            var record = SampleRecords.Binding(key) with { Failures = index };
            Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));
        }

        foreach (var (index, key) in keys.Index())
        {
            var found = await Secrets.FindAsync(key, None);
            Assert.Equal(index, found!.Failures);
            Assert.Equal(key, found.Key);
        }
    }

    [Fact]
    public async Task Ids_OfTheGreatestLength_AreKeptWhole()
    {
        var id = new string('\u00e9', 199);
        var stamp = new string('s', 100);
        var epoch = new string('e', 64);
        var scope = TwoFactorScope.Profile(id + "p", stamp);
        var first = SampleRecords.Binding(SampleRecords.Key(id + "x", stamp, epoch, scope));
        var second = first with { Key = SampleRecords.Key(id + "y", stamp, epoch, scope) };

        Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(first, None));
        Assert.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(second, None));

        RecordAssert.Same(first with { Version = 1 }, await Secrets.FindAsync(first.Key, None));
    }

    [Fact]
    public async Task Arrays_TheCallerWipes_DoNotWipeTheRecord()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        var expected = SampleRecords.Binding(record.Key) with { Version = 1 };

        Wipe(record);
        Wipe((await Secrets.FindAsync(record.Key, None))!);
        await foreach (var listed in Secrets.ListAsync(record.Key.Scope, record.Key.Epoch, None))
        {
            Wipe(listed);
        }

        RecordAssert.Same(expected, await Secrets.FindAsync(record.Key, None));
    }

    private static void Wipe(BindingRecord record)
    {
        Array.Clear(record.Active!.ProtectedSecret);
        Array.Clear(record.Active.BackupCodes!.Salt);
        Array.Clear(record.Active.BackupCodes.Hashes[0]);
        Array.Clear(record.Pending!.ProtectedSecret);
        Array.Clear(record.Pending.CallerHash);
    }

    [Fact]
    public async Task List_GivesEveryRecordOfThatEpochOnce_AndNoOther()
    {
        const int Members = 600;
        var scope = TwoFactorScope.Profile("profile-1");
        for (var member = 0; member < Members; member++)
        {
            await Secrets.WriteAsync(
                SampleRecords.Binding(SampleRecords.Key($"member-{member}")),
                None
            );
        }

        await WriteNeighboursAsync();

        var listed = new List<string>();
        await foreach (var record in Secrets.ListAsync(scope, "epoch-2", None))
        {
            RecordAssert.Same(SampleRecords.Binding(record.Key) with { Version = 1 }, record);
            listed.Add(record.Key.MemberId);
        }

        Assert.Equal(
            Enumerable
                .Range(0, Members)
                .Select(member => $"member-{member}")
                .Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task List_OfAnUnknownEpoch_IsEmpty()
    {
        await WriteNeighboursAsync();

        await foreach (
            var record in Secrets.ListAsync(TwoFactorScope.Profile("profile-1"), "epoch-2", None)
        )
        {
            Assert.Fail($"Listed a record of {record.Key}");
        }
    }

    [Fact]
    public async Task DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther()
    {
        const int Members = 600;
        var scope = TwoFactorScope.Profile("profile-1");
        for (var member = 0; member < Members; member++)
        {
            await Secrets.WriteAsync(
                SampleRecords.Binding(SampleRecords.Key($"member-{member}")),
                None
            );
        }

        var neighbours = await WriteNeighboursAsync();

        await Secrets.DeleteEpochAsync(scope, "epoch-2", None);
        await Secrets.DeleteEpochAsync(scope, "epoch-2", None);

        await foreach (var record in Secrets.ListAsync(scope, "epoch-2", None))
        {
            Assert.Fail($"Still there: {record.Key}");
        }

        foreach (var key in neighbours)
        {
            Assert.NotNull(await Secrets.FindAsync(key, None));
        }
    }

    private async Task<BindingKey[]> WriteNeighboursAsync()
    {
        BindingKey[] neighbours =
        [
            SampleRecords.Key(epoch: "epoch-1"),
            SampleRecords.Key(epoch: "EPOCH-2"),
            SampleRecords.Key(epoch: "epoch-2 "),
            SampleRecords.Key(epoch: ""),
            SampleRecords.Key(scope: TwoFactorScope.Account("profile-1")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("profile-1", "re-created")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("Profile-1")),
            SampleRecords.Key(scope: TwoFactorScope.Profile("profile-10")),
        ];
        foreach (var key in neighbours)
        {
            Assert.Equal(
                StoreWriteStatus.Written,
                await Secrets.WriteAsync(SampleRecords.Binding(key), None)
            );
        }

        return neighbours;
    }

    [Fact]
    public async Task Writers_InParallelOnOneRecord_NeverLoseAnUpdate()
    {
        const int Writers = 64;
        var key = SampleRecords.Key();

        var versions = await Contenders.RunAsync(
            Writers,
            async _ =>
            {
                while (true)
                {
                    var current =
                        await Secrets.FindAsync(key, None)
                        ?? SampleRecords.Binding(key) with
                        {
                            Failures = 0,
                        };
                    var next = current with { Failures = current.Failures + 1 };
                    if (await Secrets.WriteAsync(next, None) == StoreWriteStatus.Written)
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
        var final = await Secrets.FindAsync(key, None);
        Assert.Equal(Writers, final!.Version);
        Assert.Equal(Writers, final.Failures);
    }

    [Fact]
    public async Task Writers_InParallelOfANewRecord_HaveOneWinner()
    {
        var key = SampleRecords.Key();

        var results = await Contenders.RunAsync(
            64,
            async writer =>
            {
                var record = SampleRecords.Binding(key);
                record = record with { Active = record.Active! with { BindingId = writer } };
                return (Status: await Secrets.WriteAsync(record, None), Writer: writer);
            }
        );

        var winner = Assert.Single(results, result => result.Status == StoreWriteStatus.Written);
        Assert.Equal(winner.Writer, (await Secrets.FindAsync(key, None))!.Active!.BindingId);
    }
}
