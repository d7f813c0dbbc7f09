using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Activity extends what the store says now, and not what a node kept.</summary>
public sealed class ExtensionTests
{
    /// <summary>Two nodes without a backplane.</summary>
    [Fact]
    public async Task A_window_that_a_shorter_lifetime_ended_is_not_revived_by_what_another_node_kept()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var here = await TestEngine.StartAsync(services: Share, map: Map);
        await using var there = await GateHost.StartAsync(
            Map,
            services =>
            {
                services.RemoveAll<IPolicyStore>();
                services.RemoveAll<ISecretStore>();
                services.AddSingleton(here.Policies);
                services.AddSingleton(here.Secrets);
                services.Replace(ServiceDescriptor.Singleton<IDistributedCache>(here.Host.Cache));
                Share(services);
            }
        );
        var (owner, mark, _) = await here.WithMarkAsync();
        there.Clock.AdjustTime(here.Clock.GetUtcNow());
        var elsewhere = await there.BrowserAsync();
        elsewhere.Cookies.Add(mark.Cookies.GetAllCookies());
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        Wait(TimeSpan.FromMinutes(9));
        // Kept there, from before the change.
        AnswerAssert.Ok(await elsewhere.GetAsync("/passive/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 300 }));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Wait(TimeSpan.FromSeconds(1));

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));

        // What was kept isn't repeated to others either.
        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.GetAsync("/passive/acme")
        );
        Wait(TimeSpan.FromSeconds(30));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));

        void Wait(TimeSpan time)
        {
            here.Clock.Advance(time);
            there.Clock.AdjustTime(here.Clock.GetUtcNow());
        }

        void Share(IServiceCollection services) =>
            services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(keys));
    }

    [Fact]
    public async Task An_extension_costs_one_reading_and_the_requests_beside_and_after_it_none()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        await KeepUntilAnExtensionIsDueAsync(engine, mark);
        var reads = engine.Store.Reads;
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        Assert.Equal(reads, engine.Store.Reads);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(async () => AnswerAssert.Ok(await mark.GetAsync("/p/acme"))))
        );
        var asked = engine.Store.Reads - reads;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        // Policy and binding.
        Assert.InRange(asked, 1, 2);
        Assert.Equal(reads + asked, engine.Store.Reads);
    }

    [Fact]
    public async Task Requests_that_come_at_every_moment_of_an_extension_ask_the_store_nothing()
    {
        InterruptedClock? clock = null;
        await using var engine = await TestEngine.StartAsync(
            services: services =>
            {
                var inner = (TimeProvider)
                    services
                        .Last(item => item.ServiceType == typeof(TimeProvider))
                        .ImplementationInstance!;
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock = new(inner)));
                services.AddSingleton<IStartupFilter>(clock);
            },
            map: Map
        );
        var (_, mark, _) = await engine.WithMarkAsync();
        await KeepUntilAnExtensionIsDueAsync(engine, mark);
        var reads = engine.Store.Reads;
        var asked = 0;
        var interruptions = 0;
        clock!.Interrupt = () =>
        {
            // From when the request has read what it asked for.
            var before = engine.Store.Reads;
            if (before == reads)
            {
                return;
            }

            AnswerAssert.Ok(mark.GetAsync("/p/acme").GetAwaiter().GetResult());
            interruptions++;
            asked += engine.Store.Reads - before;
        };

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.NotEqual(0, interruptions);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task While_the_store_is_down_what_is_kept_is_repeated_and_not_extended()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        await KeepUntilAnExtensionIsDueAsync(engine, mark);
        var before = engine.Host.Cache.Writes;
        engine.Store.Before = _ => throw new TimeoutException();

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal(before, engine.Host.Cache.Writes);
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        AnswerAssert.Refused(503, "two-factor-unavailable", await mark.GetAsync("/p/acme"));
        engine.Store.Reset();
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.True(engine.Host.Cache.Writes > before);
    }

    /// <summary>The decision is three seconds old, and the last activity a minute.</summary>
    private static async Task KeepUntilAnExtensionIsDueAsync(TestEngine engine, Browser mark)
    {
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(61));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(58));
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(map: Map);

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", () => "in").RequireProfileTwoFactor();
        routes.MapGet("/passive/{sid}", [PassiveRequest] () => "in").RequireProfileTwoFactor();
    }

    /// <summary>Lets something else happen whenever a request looks at it. Background work, which reads what it likes when it likes, doesn't count.</summary>
    private sealed class InterruptedClock(TimeProvider inner) : TimeProvider, IStartupFilter
    {
        private readonly AsyncLocal<bool> _inRequest = new();
        private int _interrupted;

        public Action? Interrupt { get; set; }

        public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow()
        {
            if (
                _inRequest.Value
                && Interrupt is { } interrupt
                && Interlocked.Exchange(ref _interrupted, 1) == 0
            )
            {
                interrupt();
                Volatile.Write(ref _interrupted, 0);
            }

            return inner.GetUtcNow();
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        _inRequest.Value = true;
                        return following(context);
                    }
                );
                next(app);
            };

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        ) => inner.CreateTimer(callback, state, dueTime, period);
    }
}
