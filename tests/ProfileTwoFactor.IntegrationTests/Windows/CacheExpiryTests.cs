using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Caches have rules of their own for entries that name no expiry, or one that is too far off for them.</summary>
public sealed class CacheExpiryTests
{
    [Fact]
    public async Task Endless_windows_outlive_idle_hours_in_a_cache_that_gives_a_sliding_expiry_to_what_names_none()
    {
        await using var engine = await StartAsync(
            clock => new(clock) { SlidingByDefault = TimeSpan.FromMinutes(20) },
            Timeout.InfiniteTimeSpan
        );
        var (owner, _) = await engine.Host.EnableAsync();

        for (var day = 0; day < 60; day++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(23));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task Endless_windows_open_in_a_cache_that_refuses_what_names_no_expiry()
    {
        await using var engine = await StartAsync(clock => new(clock), Timeout.InfiniteTimeSpan);
        var (owner, app) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Clock.NextStep();

        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public async Task A_lifetime_that_the_cache_cannot_keep_burns_no_code_and_enables_nothing(
        int days
    )
    {
        await using var engine = await StartAsync(
            clock => new(clock) { Longest = TimeSpan.FromDays(30) },
            TimeSpan.FromDays(days)
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var writes = engine.Store.Writes;

        var answer = await owner.ProfilePostAsync(
            "acme",
            "enable",
            new { code = app.CurrentCode() }
        );

        if (days <= 30)
        {
            AnswerAssert.Ok(answer);
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
            return;
        }

        AnswerAssert.Unavailable(answer);
        Assert.Equal(writes, engine.Store.Writes);
    }

    private static Task<TestEngine> StartAsync(
        Func<TimeProvider, ExpiringCache> cache,
        TimeSpan absolute
    ) =>
        TestEngine.StartAsync(
            options =>
            {
                options.WindowAbsoluteLifetime = absolute;
                options.DecisionLifetime = TimeSpan.Zero;
            },
            services =>
                services.AddSingleton<IDistributedCache>(provider =>
                    cache(provider.GetRequiredService<TimeProvider>())
                )
        );
}
