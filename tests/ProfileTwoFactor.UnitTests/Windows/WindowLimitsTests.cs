using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
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

    [Theory]
    [InlineData(0, true)]
    [InlineData(35_999_999_999, true)]
    [InlineData(36_000_000_000, false)]
    public void IsRecovering_ForAnHour_ToTheTick(long age, bool expected) =>
        Assert.Equal(expected, WindowLimits.IsRecovering(1000, 1000 + age));

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

    [Theory]
    [InlineData("00:59:59.9999999", true)]
    [InlineData("01:00:00", false)]
    public void IsAlive_WithAValueOfTheOwner_EndsByIt(string later, bool alive) =>
        Assert.Equal(
            alive,
            Limits(values: new() { WindowLifetime = TimeSpan.FromHours(1) })
                .IsAlive(Start, Start, Start + Ticks(later))
        );

    /// <summary>What was stored under other limits of the app is held to those of today.</summary>
    [Theory]
    [InlineData("48:00:00", "1.00:00:00")]
    [InlineData("00:00:01", "00:01:00")]
    public void Window_OutsideOfTheLimits_IsTheNearestLimit(string stored, string counts) =>
        Assert.Equal(
            TimeSpan.Parse(counts),
            Limits(
                values: new()
                {
                    WindowLifetime =
                        stored == "48:00:00" ? TimeSpan.FromDays(2) : TimeSpan.Parse(stored),
                }
            ).Window
        );

    [Fact]
    public void IsAlive_EndedBeforeALongerLifetime_DoesNotBeginAgain()
    {
        var now = Start + TimeSpan.TicksPerHour;
        var limits = Limits(values: new() { ActiveAfter = At(Start) });

        Assert.False(limits.IsAlive(Start, Start, now));
        Assert.True(limits.IsAlive(Start, Start + 1, now));
        Assert.False(Limits(values: new() { VerifiedAfter = At(Start) }).IsAlive(Start, now, now));
        Assert.True(
            Limits(values: new() { VerifiedAfter = At(Start - 1) }).IsAlive(Start, now, now)
        );
    }

    /// <summary>A store returns new records each time, and other profiles may have the same values.</summary>
    [Fact]
    public void Of_EqualValuesOfOwners_IsOneObject_AndOtherValuesAnother()
    {
        var lifetimes = Lifetimes();
        var day = lifetimes.Of(Policy(new() { WindowLifetime = TimeSpan.FromHours(8) }));

        Assert.Same(day, lifetimes.Of(Policy(new() { WindowLifetime = TimeSpan.FromHours(8) })));
        Assert.Equal(
            TimeSpan.FromHours(1),
            lifetimes.Of(Policy(new() { WindowLifetime = TimeSpan.FromHours(1) })).Window
        );
        Assert.Equal(TimeSpan.FromHours(8), day.Window);
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private static long Ticks(string text) => TimeSpan.Parse(text).Ticks;

    private static WindowLimits Limits(
        Action<ProfileTwoFactorOptions>? configure = null,
        ProfilePolicyValues? values = null
    ) => Lifetimes(configure).Of(values is null ? null : Policy(values));

    private static WindowLifetimes Lifetimes(Action<ProfileTwoFactorOptions>? configure = null)
    {
        var options = new ProfileTwoFactorOptions();
        configure?.Invoke(options);
        var rules = new PolicyRules(
            Options.Create(options),
            new SupportedAuthenticators([]),
            NullLogger<PolicyRules>.Instance
        );
        return new WindowLifetimes(rules);
    }

    private static PolicyRecord Policy(ProfilePolicyValues values) =>
        new()
        {
            Scope = TwoFactorScope.Profile("acme"),
            Enabled = true,
            Epoch = "epoch-1",
            ChangedAt = default,
            ChangedBy = "owner",
            Values = values,
        };
}
