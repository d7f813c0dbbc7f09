using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class EnforcementDatesTests
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly FakeTimeProvider _time = new(
        new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)
    );
    private readonly List<(TwoFactorScope, DateTimeOffset)> _announced = [];
    private readonly EnforcementDates _dates;

    public EnforcementDatesTests()
    {
        var options = Options.Create(new ProfileTwoFactorOptions());
        var scopes = new ScopeRegistry(options, new WindowCookieShape(options), _time);
        scopes.Scheduled += (scope, date) => _announced.Add((scope, date));
        var services = new ServiceCollection()
            .AddMetrics()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<TwoFactorMetrics>()
            .AddSingleton<CircuitRegistry>()
            .AddSingleton<Deadline>()
            .BuildServiceProvider();
        _dates = new(scopes, services.GetRequiredService<Deadline>(), _time);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public void Latest_IsNinetyDaysAhead() => Assert.Equal(Now.AddDays(90), _dates.Latest);

    [Fact]
    public void Ahead_ADateThatIsNotAhead_MeansAtOnce()
    {
        Assert.Null(_dates.Ahead(null));
        Assert.Null(_dates.Ahead(Now - Tick));
        Assert.Null(_dates.Ahead(Now));
        Assert.Equal(Now + Tick, _dates.Ahead(Now + Tick));
    }

    [Fact]
    public void IsEnforced_WithoutADateOrASchedule_IsAtOnce()
    {
        Assert.True(_dates.IsEnforced(PolicyOf(null)));
        Assert.True(_dates.IsEnforced(PolicyOf(Now.AddDays(1)) with { Scheduled = false }));
        Assert.Empty(_announced);
    }

    [Fact]
    public void IsEnforced_BeforeTheDate_IsNotAndAnnouncesIt()
    {
        var date = Now.AddDays(1);

        Assert.False(_dates.IsEnforced(PolicyOf(date)));
        Assert.Equal([(Acme, date)], _announced);

        _time.Advance(TimeSpan.FromDays(1) - Tick);
        Assert.False(_dates.IsEnforced(PolicyOf(date)));
        _time.Advance(Tick);
        Assert.True(_dates.IsEnforced(PolicyOf(date)));
    }

    /// <summary>A clock that is set back opens nothing.</summary>
    [Fact]
    public void IsEnforced_ADateThatWasSeenToPass_StaysPassed()
    {
        var date = Now.AddDays(1);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(_dates.IsEnforced(PolicyOf(date)));
        _time.AdjustTime(date.AddDays(-1));

        Assert.True(_dates.IsEnforced(PolicyOf(date)));

        // Only this date, in this epoch.
        Assert.False(_dates.IsEnforced(PolicyOf(date + Tick)));
        Assert.False(_dates.IsEnforced(PolicyOf(date) with { Epoch = "epoch-2" }));
    }

    /// <summary>Read as "not yet", a damaged date would leave the profile open for good.</summary>
    [Fact]
    public void IsEnforced_ADateThatNoOwnerCanSet_IsAnInvalidAnswer()
    {
        var last = Now.AddDays(91);

        Assert.False(_dates.IsEnforced(PolicyOf(last)));
        var failure = Assert.Throws<DependencyUnavailableException>(() =>
            _dates.IsEnforced(PolicyOf(last + Tick))
        );

        Assert.Equal(DependencyNames.PolicyStore, failure.Dependency);
        Assert.Contains("more than 90 days ahead", failure.Message, StringComparison.Ordinal);
        Assert.Single(_announced);
    }

    private static PolicyRecord PolicyOf(DateTimeOffset? from) =>
        new()
        {
            Scope = Acme,
            Enabled = true,
            Epoch = "epoch-1",
            ChangedAt = default,
            ChangedBy = "owner",
            Scheduled = true,
            EnforcedFrom = from,
        };
}
