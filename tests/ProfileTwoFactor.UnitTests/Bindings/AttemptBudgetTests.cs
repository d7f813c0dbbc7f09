using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AttemptBudgetTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly BindingRecord _record = new()
    {
        Key = new(TwoFactorScope.Profile("acme"), "epoch", "mark", ""),
        Active = new ActiveBinding
        {
            BindingId = "binding",
            ProtectedSecret = [1],
            LastAcceptedStep = 1,
            BoundAt = _now,
        },
    };

    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(8, 240)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(11, 900)]
    [InlineData(100, 900)]
    [InlineData(int.MaxValue, 900)]
    public void DelayAfter_DoublesFromThirtySecondsToFifteenMinutes(int failures, int? seconds) =>
        Assert.Equal(seconds, (int?)AttemptBudget.DelayAfter(failures)?.TotalSeconds);

    [Fact]
    public void No_more_than_a_hundred_guesses_are_ever_looked_at_and_they_take_a_day()
    {
        var (record, now, looked) = (_record, _now, 0);
        while (
            AttemptBudget.Refuse(record, now, TimeSpan.Zero) is not { Status: CodeStatus.Disabled }
        )
        {
            if (AttemptBudget.Refuse(record, now, TimeSpan.Zero) is { } locked)
            {
                now += locked.RetryAfter;
                continue;
            }

            looked++;
            record = AttemptBudget.Failed(record, now);
        }

        Assert.Equal(100, looked);
        Assert.InRange(now - _now, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
    }

    [Fact]
    public void Refuse_WithoutAnAuthenticator_DelaysAndNeverDisables()
    {
        var record = AttemptBudget.Failed(_record with { Active = null, Failures = 99 }, _now);

        Assert.Equal(
            CodeStatus.LockedOut,
            AttemptBudget.Refuse(record, _now, TimeSpan.Zero)?.Status
        );
        Assert.Null(AttemptBudget.Refuse(record, _now + TimeSpan.FromMinutes(15), TimeSpan.Zero));
    }

    [Fact]
    public void Refuse_AtTheVeryEndOfTheDelay_LooksAgain()
    {
        var record = _record with { Failures = 5, LockedUntil = _now };

        Assert.Null(AttemptBudget.Refuse(record, _now, TimeSpan.Zero));
        Assert.Equal(
            TimeSpan.FromTicks(1),
            AttemptBudget.Refuse(record, _now - TimeSpan.FromTicks(1), TimeSpan.Zero)?.RetryAfter
        );
    }

    [Theory]
    [InlineData("00:00:30", "00:05:00", true)]
    [InlineData("00:00:30", "00:05:00.0000001", false)]
    [InlineData("00:10:00", "00:20:00", true)]
    [InlineData("00:10:00", "00:20:00.0000001", false)]
    [InlineData("-00:00:00.001", "00:05:00", true)]
    public void Refuse_OnANodeWhoseClockIsBehind_HoldsTheLockByAsMuchAsClocksMayDiffer(
        string tolerated,
        string behind,
        bool holds
    )
    {
        var skew = AttemptBudget.SkewOf(new() { ToleratedClockSkew = TimeSpan.Parse(tolerated) });
        var record = _record with { Failures = 10, LockedUntil = _now.AddMinutes(15) };

        Assert.Equal(
            holds ? CodeStatus.LockedOut : (CodeStatus?)null,
            AttemptBudget.Refuse(record, _now - TimeSpan.Parse(behind), skew)?.Status
        );
    }
}
