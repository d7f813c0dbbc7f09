using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AttemptBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly BindingRecord Record = new()
    {
        Key = new(TwoFactorScope.Profile("acme"), "epoch", "mark", ""),
        Active = new ActiveBinding
        {
            Authenticators =
            [
                new BoundAuthenticator
                {
                    Id = "binding",
                    Kind = AuthenticatorKind.Totp,
                    ProtectedSecret = [1],
                    LastAcceptedStep = 1,
                    BoundAt = Now,
                },
            ],
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
    public void Guesses_OfAnAttacker_AreLimitedToAHundredAndTakeADay()
    {
        var (record, now, looked) = (Record, Now, 0);
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
        Assert.InRange(now - Now, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
    }

    [Fact]
    public void Refuse_WithoutAnAuthenticator_DelaysAndNeverDisables()
    {
        var record = AttemptBudget.Failed(Record with { Active = null, Failures = 99 }, Now);

        Assert.Equal(
            CodeStatus.LockedOut,
            AttemptBudget.Refuse(record, Now, TimeSpan.Zero)?.Status
        );
        Assert.Null(AttemptBudget.Refuse(record, Now + TimeSpan.FromMinutes(15), TimeSpan.Zero));
    }

    [Fact]
    public void Refuse_AtTheVeryEndOfTheDelay_LooksAgain()
    {
        var record = Record with { Failures = 5, LockedUntil = Now };

        Assert.Null(AttemptBudget.Refuse(record, Now, TimeSpan.Zero));
        Assert.Equal(
            TimeSpan.FromTicks(1),
            AttemptBudget.Refuse(record, Now - TimeSpan.FromTicks(1), TimeSpan.Zero)?.RetryAfter
        );
    }

    [Theory]
    [InlineData(0, TwoFactorError.AfterChange)]
    [InlineData(4, TwoFactorError.AfterChange)]
    [InlineData(5, TwoFactorError.WrongCodes)]
    public void Refuse_SaysWhatTheWaitIsFor(int failures, string reason)
    {
        var record = Record with { Failures = failures, LockedUntil = Now.AddSeconds(30) };

        var refusal = AttemptBudget.Refuse(record, Now, TimeSpan.Zero);

        Assert.Equal((reason, failures), (refusal?.WaitReason, refusal?.Failures));
    }

    [Fact]
    public void Apart_WhereClocksAreNotCompared_IsFiveMinutes()
    {
        TimeSpan Of(TimeSpan tolerated) =>
            AttemptBudget.ApartOf(new() { ToleratedClockSkew = tolerated });

        Assert.Equal(TimeSpan.FromMinutes(5), Of(Timeout.InfiniteTimeSpan));
        Assert.Equal(TimeSpan.FromMinutes(5), Of(TimeSpan.MaxValue / 2));
        Assert.Equal(TimeSpan.Zero, Of(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMinutes(1), Of(TimeSpan.FromSeconds(30)));
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
        var record = Record with { Failures = 10, LockedUntil = Now.AddMinutes(15) };

        Assert.Equal(
            holds ? CodeStatus.LockedOut : (CodeStatus?)null,
            AttemptBudget.Refuse(record, Now - TimeSpan.Parse(behind), skew)?.Status
        );
    }
}
