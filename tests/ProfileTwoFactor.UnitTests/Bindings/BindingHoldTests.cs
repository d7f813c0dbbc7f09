using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>A record that a switch is about to copy.</summary>
public sealed class BindingHoldTests : IAsyncLifetime
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly BindingEngine _engine = new(Secret);

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    private BindingPreparation Preparation => _engine.Preparation;

    public async Task InitializeAsync() => await _engine.BindAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Hold_RefusesEveryCodeUntilItEnds()
    {
        var held = await Preparation.HoldAsync(Key, BindingHold.Create(Now.AddSeconds(5)));

        Assert.Equal("b1", held!.BindingId);
        var refused = await _engine.VerifyAsync("000000");
        Assert.Equal(
            (CodeStatus.LockedOut, TimeSpan.FromSeconds(5), TwoFactorError.AfterChange),
            (refused.Status, refused.RetryAfter, refused.WaitReason)
        );
        _engine.Clock.Advance(TimeSpan.FromSeconds(5) - Tick);
        Assert.Equal(CodeStatus.LockedOut, (await _engine.VerifyAsync("000000")).Status);
        _engine.Clock.Advance(Tick);
        Assert.Equal(CodeStatus.Wrong, (await _engine.VerifyAsync("000000")).Status);
    }

    /// <summary>A clock that was put back leaves such a lock, and the budget doesn't heed it.</summary>
    [Fact]
    public async Task Hold_UnderALockThatNoOneHeeds_RefusesEveryCode()
    {
        await ChangeAsync(record => record with { LockedUntil = Now.AddHours(2) });
        Assert.Equal(CodeStatus.Wrong, (await _engine.VerifyAsync("000000")).Status);
        await ChangeAsync(record => record with { LockedUntil = Now.AddHours(2) });

        await Preparation.HoldAsync(Key, BindingHold.Create(Now.AddSeconds(5)));

        Assert.Equal(CodeStatus.LockedOut, (await _engine.VerifyAsync("000000")).Status);
    }

    /// <summary>A node of an earlier release goes by the lock.</summary>
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task Hold_IsALockAsWell_UnlessThereIsALongerOne(int before, int expected)
    {
        var until = Now.AddSeconds(5);
        await ChangeAsync(record => record with { LockedUntil = until + (before * Tick) });

        await Preparation.HoldAsync(Key, BindingHold.Create(until));

        Assert.Equal(until + (expected * Tick), (await RecordAsync()).LockedUntil);
    }

    [Fact]
    public async Task Hold_IssuesNoBackupCodesUntilItEnds()
    {
        var proven = new ProvenBinding((await RecordAsync()).Active!, "b1");
        await Preparation.HoldAsync(Key, BindingHold.Create(Now.AddSeconds(5)));

        Assert.Null(await _engine.Bindings.IssueBackupCodesAsync(Key, proven, Both));
        _engine.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            10,
            (await _engine.Bindings.IssueBackupCodesAsync(Key, proven, Both))!.Codes.Count
        );
    }

    [Fact]
    public async Task Hold_WhereNothingIsBound_WritesNothing()
    {
        var key = Key with { MemberId = "mei" };

        Assert.Null(await Preparation.HoldAsync(key, BindingHold.Create(Now.AddSeconds(5))));
        Assert.Null(await _engine.Store.FindAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task Release_RestoresTheRecordAsItWas()
    {
        foreach (var before in new DateTimeOffset?[] { null, Now.AddSeconds(1), Now.AddHours(1) })
        {
            await ChangeAsync(record =>
                record with
                {
                    LockedUntil = before,
                    SpentSignIns = [new("mine", Now.AddHours(1))],
                }
            );
            var hold = BindingHold.Create(Now.AddSeconds(5));
            await Preparation.HoldAsync(Key, hold);

            await Preparation.ReleaseAsync(Key, hold);

            var record = await RecordAsync();
            Assert.Equal(before, record.LockedUntil);
            Assert.Equal(["mine"], record.SpentSignIns.Select(spent => spent.Id));
        }
    }

    [Fact]
    public async Task Release_OfOneOfTwoHolds_LeavesTheOther()
    {
        var first = BindingHold.Create(Now.AddSeconds(5));
        var second = BindingHold.Create(Now.AddSeconds(9));
        await Preparation.HoldAsync(Key, first);
        await Preparation.HoldAsync(Key, second);

        await Preparation.ReleaseAsync(Key, first);

        var refused = await _engine.VerifyAsync("000000");
        Assert.Equal(TimeSpan.FromSeconds(9), refused.RetryAfter);
        Assert.Equal(second.Until, (await RecordAsync()).LockedUntil);

        await Preparation.ReleaseAsync(Key, second);

        var record = await RecordAsync();
        Assert.Null(record.LockedUntil);
        Assert.Empty(record.SpentSignIns);
    }

    [Fact]
    public async Task Release_OfTheSecondOfTwoHolds_LeavesTheFirst()
    {
        var first = BindingHold.Create(Now.AddSeconds(5));
        var second = BindingHold.Create(Now.AddSeconds(9));
        await Preparation.HoldAsync(Key, first);
        await Preparation.HoldAsync(Key, second);

        await Preparation.ReleaseAsync(Key, second);

        Assert.Equal(TimeSpan.FromSeconds(5), (await _engine.VerifyAsync("000000")).RetryAfter);
        await Preparation.ReleaseAsync(Key, first);
        Assert.Null((await RecordAsync()).LockedUntil);
    }

    /// <summary>A store may lose the answer to its own write, and the hold is written once more.</summary>
    [Fact]
    public async Task Hold_ThatIsOnAlready_IsPutOnOnce()
    {
        await ChangeAsync(record => record with { LockedUntil = Now.AddSeconds(1) });
        var hold = BindingHold.Create(Now.AddSeconds(5));
        await Preparation.HoldAsync(Key, hold);

        Assert.Equal("b1", (await Preparation.HoldAsync(Key, hold))!.BindingId);
        Assert.Single((await RecordAsync()).SpentSignIns);
        await Preparation.ReleaseAsync(Key, hold);

        Assert.Equal(Now.AddSeconds(1), (await RecordAsync()).LockedUntil);
        Assert.Empty((await RecordAsync()).SpentSignIns);
    }

    /// <summary>A clock that was put back leaves such a hold. 20 minutes are the longest lock and what clocks may differ.</summary>
    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public async Task Hold_ThatIsLongerThanAny_DoesNotHold(int minutes, bool holds)
    {
        var proven = new ProvenBinding((await RecordAsync()).Active!, "b1");
        await Preparation.HoldAsync(Key, BindingHold.Create(Now.AddMinutes(minutes)));

        Assert.Equal(
            holds ? CodeStatus.LockedOut : CodeStatus.Wrong,
            (await _engine.VerifyAsync("000000")).Status
        );
        Assert.Equal(
            holds,
            await _engine.Bindings.IssueBackupCodesAsync(Key, proven, Both) is null
        );
    }

    [Fact]
    public async Task Wait_UnderALongerLock_IsThatOfTheLock()
    {
        await ChangeAsync(record => record with { Failures = 9, LockedUntil = Now.AddMinutes(8) });
        await Preparation.HoldAsync(Key, BindingHold.Create(Now.AddSeconds(5)));

        var refused = await _engine.VerifyAsync("000000");

        Assert.Equal(
            (TimeSpan.FromMinutes(8), TwoFactorError.WrongCodes),
            (refused.RetryAfter, refused.WaitReason)
        );
    }

    [Fact]
    public async Task Release_LeavesALockThatWasSetSince()
    {
        var hold = BindingHold.Create(Now.AddSeconds(5));
        await Preparation.HoldAsync(Key, hold);
        await ChangeAsync(record => record with { LockedUntil = hold.Until + Tick });

        await Preparation.ReleaseAsync(Key, hold);

        Assert.Equal(hold.Until + Tick, (await RecordAsync()).LockedUntil);
    }

    [Fact]
    public async Task Release_OfARecordThatIsNotHeld_WritesNothing()
    {
        var version = (await RecordAsync()).Version;
        var hold = BindingHold.Create(Now.AddSeconds(5));

        await Preparation.ReleaseAsync(Key, hold);
        await Preparation.ReleaseAsync(Key with { MemberId = "mei" }, hold);

        Assert.Equal(version, (await RecordAsync()).Version);
    }

    private Task<BindingRecord> RecordAsync() => _engine.RecordAsync();

    private async Task ChangeAsync(Func<BindingRecord, BindingRecord> change) =>
        Assert.Equal(
            StoreWriteStatus.Written,
            await _engine.Store.WriteAsync(change(await RecordAsync()), CancellationToken.None)
        );
}
