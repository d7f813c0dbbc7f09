using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class EnrollmentRulesTests
{
    private const string Code = "12345678";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string Pass = EnrollmentText.CreatePass();

    [Fact]
    public void WaitForMail_AfterFiveInAnHour_IsTheRestOfTheHour()
    {
        var four = new EnrollmentState { Mailed = 4, MailedSince = Now };
        var five = four with { Mailed = 5 };

        Assert.Null(EnrollmentRules.WaitForMail(EnrollmentState.None, Now));
        Assert.Null(EnrollmentRules.WaitForMail(four, Now));
        Assert.Equal(Hour, EnrollmentRules.WaitForMail(five, Now));
        Assert.Equal(Tick, EnrollmentRules.WaitForMail(five, Now + Hour - Tick));
        Assert.Null(EnrollmentRules.WaitForMail(five, Now + Hour));
    }

    [Fact]
    public void WaitForMail_WithACountOfAClockThatWasPutBack_IsAtMostTwoHours()
    {
        var five = new EnrollmentState { Mailed = 5, MailedSince = Now + Hour };

        Assert.Equal(2 * Hour, EnrollmentRules.WaitForMail(five, Now));
        Assert.Null(EnrollmentRules.WaitForMail(five, Now - Tick));
    }

    [Fact]
    public void WithCode_IsGoodForTenMinutesAndCountsTheMailsOfAnHour()
    {
        var first = EnrollmentRules.WithCode(EnrollmentState.None, [1], Now);
        var second = EnrollmentRules.WithCode(first, [2], Now + Hour - Tick);
        var third = EnrollmentRules.WithCode(second, [3], Now + Hour);

        Assert.Equal((1, Now), (first.Mailed, first.MailedSince));
        Assert.Equal((2, Now), (second.Mailed, second.MailedSince));
        Assert.Equal((1, Now + Hour), (third.Mailed, third.MailedSince));
        Assert.Equal([2], second.Code!.Hash);
        Assert.Equal(Now + Hour - Tick + TimeSpan.FromMinutes(10), second.Code.ExpiresAt);
        Assert.Equal("", second.Code.IssuedBy);
    }

    [Fact]
    public void WithCode_AfterACountOfAClockThatWasPutBack_BeginsANewHour()
    {
        var ahead = new EnrollmentState { Mailed = 3, MailedSince = Now + Hour };

        Assert.Equal(4, EnrollmentRules.WithCode(ahead, [1], Now).Mailed);
        Assert.Equal(1, EnrollmentRules.WithCode(ahead, [1], Now - Tick).Mailed);
    }

    [Fact]
    public void WithPass_IsGoodForADayAndKeepsTheCode()
    {
        var state = WithBoth();

        Assert.Equal(Now.AddDays(1), state.Pass!.ExpiresAt);
        Assert.Equal("olivia", state.Pass.IssuedBy);
        Assert.NotNull(state.Code);
    }

    [Fact]
    public void Check_TheRightCode_IsAcceptedOnce()
    {
        var (accepted, next) = EnrollmentRules.Check(WithBoth(), Code, "olivia", Now);

        Assert.True(accepted);
        Assert.True(next!.Code!.Used);
        Assert.False(next.Pass!.Used);
        Assert.Equal((false, null), EnrollmentRules.Check(next, Code, "olivia", Now));
    }

    [Fact]
    public void Check_TheRightPass_IsAcceptedOnceAndFromItsOwnerOnly()
    {
        var (accepted, next) = EnrollmentRules.Check(WithBoth(), Pass, "olivia", Now);

        Assert.True(accepted);
        Assert.True(next!.Pass!.Used);
        Assert.False(next.Code!.Used);
        Assert.Equal((false, null), EnrollmentRules.Check(next, Pass, "olivia", Now));
        Assert.Equal((false, null), EnrollmentRules.Check(WithBoth(), Pass, "peter", Now));
    }

    [Fact]
    public void Check_AtTheEndOfTheLifetime_IsRefused()
    {
        var state = WithBoth();

        Assert.True(
            EnrollmentRules.Check(state, Code, "olivia", Now.AddMinutes(10) - Tick).Accepted
        );
        Assert.Equal(
            (false, null),
            EnrollmentRules.Check(state, Code, "olivia", Now.AddMinutes(10))
        );
        Assert.True(EnrollmentRules.Check(state, Pass, "olivia", Now.AddDays(1) - Tick).Accepted);
        Assert.Equal((false, null), EnrollmentRules.Check(state, Pass, "olivia", Now.AddDays(1)));
    }

    [Fact]
    public void Check_AfterFiveWrongCodes_RefusesTheRightOne()
    {
        var state = WithBoth();
        for (var failure = 1; failure <= 5; failure++)
        {
            (var accepted, var next) = EnrollmentRules.Check(state, "87654321", "olivia", Now);
            Assert.False(accepted);
            Assert.Equal(failure, next!.Code!.Failures);
            state = next;
        }

        Assert.Equal((false, null), EnrollmentRules.Check(state, Code, "olivia", Now));
        Assert.True(EnrollmentRules.Check(state, Pass, "olivia", Now).Accepted);
    }

    [Fact]
    public void Check_AfterTwentyWrongPasses_RefusesTheRightOne()
    {
        var state = WithBoth();
        var wrong = EnrollmentText.CreatePass();
        for (var failure = 1; failure <= 20; failure++)
        {
            (var accepted, var next) = EnrollmentRules.Check(state, wrong, "olivia", Now);
            Assert.False(accepted);
            Assert.Equal(failure, next!.Pass!.Failures);
            state = next;
        }

        Assert.Equal((false, null), EnrollmentRules.Check(state, Pass, "olivia", Now));
        Assert.True(EnrollmentRules.Check(state, Code, "olivia", Now).Accepted);
    }

    [Fact]
    public void Check_WhereNothingWasIssued_CountsNothing()
    {
        Assert.Equal(
            (false, null),
            EnrollmentRules.Check(EnrollmentState.None, Code, "olivia", Now)
        );
        Assert.Equal(
            (false, null),
            EnrollmentRules.Check(EnrollmentState.None, Pass, "olivia", Now)
        );
        Assert.Equal((false, null), EnrollmentRules.Check(WithBoth(), "hello", "olivia", Now));
    }

    private static EnrollmentState WithBoth() =>
        EnrollmentRules.WithPass(
            EnrollmentRules.WithCode(EnrollmentState.None, EnrollmentText.HashOfCode(Code)!, Now),
            EnrollmentText.HashOfPass(Pass)!,
            "olivia",
            Now
        );
}
