using Microsoft.Extensions.Options;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowLimitsTests
{
    private static readonly long _start = new DateTimeOffset(
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
        Assert.Equal(alive, Limits().IsAlive(_start, _start, _start + Ticks(later)));

    [Theory]
    [InlineData("29.23:59:59.9999999", true)]
    [InlineData("30.00:00:00", false)]
    public void IsAlive_ByAge_EndsToTheTick(string later, bool alive)
    {
        var now = _start + Ticks(later);
        Assert.Equal(alive, Limits().IsAlive(_start, now, now));
    }

    [Fact]
    public void IsAlive_WithoutAbsoluteLimit_OnlyIdlenessCounts()
    {
        var limits = Limits(options => options.WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan);
        var now = _start + TimeSpan.FromDays(3000).Ticks;

        Assert.True(limits.IsAlive(_start, now, now));
        Assert.False(limits.IsAlive(_start, now - TimeSpan.TicksPerDay, now));
    }

    [Fact]
    public void An_activity_from_the_future_makes_no_window_live_longer() =>
        Assert.False(
            Limits().IsAlive(_start, _start + TimeSpan.TicksPerDay, _start + TimeSpan.TicksPerHour)
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
        var verified = new DateTimeOffset(_start, TimeSpan.Zero);

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
