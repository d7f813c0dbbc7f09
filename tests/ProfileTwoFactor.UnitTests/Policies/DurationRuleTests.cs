using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class DurationRuleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Create_WithoutLimits_AllowsOwnersLessThanTheAppAndNoMore()
    {
        var rule = DurationRule.Create(Hour, minimum: null, maximum: null);

        Assert.Equal(new DurationRule(Hour, Minute, Hour), rule);
    }

    [Fact]
    public void Create_AppWithoutLimit_AllowsTenYears()
    {
        var rule = DurationRule.Create(Timeout.InfiniteTimeSpan, minimum: null, maximum: null);

        Assert.Equal(new DurationRule(null, Minute, TimeSpan.FromDays(3650)), rule);
    }

    [Fact]
    public void Create_WithLimits_TakesThem()
    {
        var rule = DurationRule.Create(Hour, minimum: Second, maximum: Day);

        Assert.Equal(new DurationRule(Hour, Second, Day), rule);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 60)]
    public void Create_OfLessThanAMinute_BeginsAtASecond(int longest, int shortest)
    {
        var rule = DurationRule.Create(TimeSpan.FromSeconds(longest), minimum: null, maximum: null);

        Assert.Equal(TimeSpan.FromSeconds(shortest), rule.Minimum);
    }

    [Fact]
    public void Allows_TheLimits_AndNothingBeyond()
    {
        var rule = new DurationRule(Hour, Minute, Hour);

        Assert.True(rule.Allows(Minute));
        Assert.True(rule.Allows(Hour));
        Assert.False(rule.Allows(Minute - TimeSpan.FromTicks(1)));
        Assert.False(rule.Allows(Hour + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Of_AnOwnersValue_IsHeldToTheLimits()
    {
        var rule = new DurationRule(Day, Minute, Hour);

        Assert.Equal(Day, rule.Of(null));
        Assert.Equal(Minute, rule.Of(Second));
        Assert.Equal(Hour, rule.Of(Day));
        Assert.Equal(TimeSpan.FromMinutes(5), rule.Of(TimeSpan.FromMinutes(5)));
    }
}
