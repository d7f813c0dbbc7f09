using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Windows;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>Microsoft's memory cache drops writes at its size limit and says nothing.</summary>
public sealed class FullCacheTests
{
    private readonly RecordedLog _log = new();

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    public async Task A_cache_without_room_for_a_window_enables_nothing_and_logs_why(int room)
    {
        var cache = Cache(room);
        await using var engine = await StartAsync(cache);
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var writes = engine.Store.Writes;

        AnswerAssert.Unavailable(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );

        Assert.Equal(writes, engine.Store.Writes);
        Assert.Contains(
            _log.Warnings,
            line => line.Contains("didn't return", StringComparison.Ordinal)
        );
        var health = await engine
            .Host.App.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(
            "cache",
            Assert.Single(health.Entries).Value.Description,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cache_that_became_full_burns_no_code_keeps_live_windows_and_recovers()
    {
        var cache = Cache(4_000);
        await using var engine = await StartAsync(cache);
        var (_, mark, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        engine.Clock.NextStep();
        for (var entry = 0; entry < 100; entry++)
        {
            await cache.SetAsync($"other:{entry}", new byte[100]);
        }

        var writes = engine.Store.Writes;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));
        }

        Assert.Equal(writes, engine.Store.Writes);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        for (var entry = 0; entry < 100; entry++)
        {
            await cache.RemoveAsync($"other:{entry}");
        }

        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task What_is_written_to_try_the_cache_is_gone_afterwards()
    {
        var cache = new SnoopingCache();
        await using var engine = await StartAsync(cache);

        await engine.WithMarkAsync();

        Assert.All(
            cache.Entries.Keys,
            key =>
                Assert.True(
                    key.StartsWith("ptf:w:", StringComparison.Ordinal)
                        || key.StartsWith("ptf:a:", StringComparison.Ordinal),
                    key
                )
        );
    }

    /// <summary>Nothing is evicted to make room, as where all entries are young and in use.</summary>
    private static MemoryDistributedCache Cache(long size) =>
        new(
            Options.Create(
                new MemoryDistributedCacheOptions { SizeLimit = size, CompactionPercentage = 0 }
            )
        );

    private Task<TestEngine> StartAsync(IDistributedCache cache) =>
        TestEngine.StartAsync(
            options => options.DecisionLifetime = TimeSpan.Zero,
            services =>
            {
                services.AddSingleton(cache);
                services.AddHealthChecks().AddProfileTwoFactor();
                services.AddLogging(logging => logging.AddProvider(_log));
            }
        );
}
