using Microsoft.Extensions.Options;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowLimitsTests
{
    private static readonly long Start = new DateTimeOffset(
        2026,
        11,
        22,
        12,
        0,
        0,
        TimeSpan.Zero
    ).UtcTicks;

    [Theory]
    [InlineData("23:59:59.9999999", true)]
    [InlineData("1.00:00:00", false)]
    [InlineData("-00:01:00", true)]
    [InlineData("-00:01:00.0000001", false)]
    public void IsAlive_ByIdleness_EndsToTheTick(string later, bool alive) =>
        Assert.Equal(alive, Limits().IsAlive(Start, Start, Start + Ticks(later)));

    [Theory]
    [InlineData("29.23:59:59.9999999", true)]
    [InlineData("30.00:00:00", false)]
    public void IsAlive_ByAge_EndsToTheTick(string later, bool alive)
    {
        var now = Start + Ticks(later);
        Assert.Equal(alive, Limits().IsAlive(Start, now, now));
    }

    [Fact]
    public void IsAlive_WithoutAbsoluteLimit_OnlyIdlenessCounts()
    {
        var limits = Limits(options => options.WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan);
        var now = Start + TimeSpan.FromDays(3000).Ticks;

        Assert.True(limits.IsAlive(Start, now, now));
        Assert.False(limits.IsAlive(Start, now - TimeSpan.TicksPerDay, now));
    }

    [Fact]
    public void IsAlive_ActivityFromTheFuture_MakesNoWindowLiveLonger() =>
        Assert.False(
            Limits().IsAlive(Start, Start + TimeSpan.TicksPerDay, Start + TimeSpan.TicksPerHour)
        );

    [Theory]
    [InlineData("1.00:00:00", "00:01:00")]
    [InlineData("00:30:00", "00:00:30")]
    [InlineData("00:00:01", "00:00:00.0166666")]
    public void ExtensionInterval_IsAMinuteOrASixtiethOfTheWindow(string window, string interval) =>
        Assert.Equal(
            TimeSpan.Parse(interval),
            Limits(options => options.WindowLifetime = TimeSpan.Parse(window)).ExtensionInterval
        );

    [Fact]
    public void ValidUntil_IsTheEarlierOfBothLimits()
    {
        var verified = new DateTimeOffset(Start, TimeSpan.Zero);

        Assert.Equal(verified.AddHours(25), Limits().ValidUntil(verified, verified.AddHours(1)));
        Assert.Equal(
            verified.AddDays(30),
            Limits().ValidUntil(verified, verified.AddDays(30).AddHours(-1))
        );
    }

    private static long Ticks(string text) => TimeSpan.Parse(text).Ticks;

    private static WindowLimits Limits(Action<ProfileTwoFactorOptions>? configure = null)
    {
        var options = new ProfileTwoFactorOptions();
        configure?.Invoke(options);
        return new WindowLimits(Options.Create(options));
    }
}
