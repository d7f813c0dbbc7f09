using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>The gate that only reports: it counts what it would refuse, and refuses what sign-in and membership refuse.</summary>
public sealed class ReportOnlyTests
{
    [Fact]
    public async Task What_lacks_a_binding_or_a_code_is_let_through_and_counted()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);
        counted.Of(engine);
        var (owner, mark, _) = await engine.WithMarkAsync();
        var elsewhere = await engine.Host.BrowserAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");

        foreach (var browser in new[] { mei, mei, elsewhere, mark, owner })
        {
            AnswerAssert.Ok(await browser.GetAsync("/p/acme"));
        }

        engine.Clock.Advance(TimeSpan.FromMinutes(2));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme/fresh"));
        Assert.Equal(["bind", "bind", "verify", "fresh"], counted.Kinds);
        Assert.Equal(4, counted.Log.Text.Split(" WouldRefuse:").Length - 1);
        var preview = await owner.GetAsync("/two-factor/api/profiles/acme/preview");
        AnswerAssert.Ok(preview);
        var recent = preview.Json.GetProperty("recent");
        Assert.Equal(
            (4, 2),
            (recent.GetProperty("requests").GetInt32(), recent.GetProperty("members").GetInt32())
        );
        Assert.InRange(
            recent.GetProperty("since").GetDateTimeOffset(),
            TestClock.Noon,
            engine.Clock.GetUtcNow()
        );
    }

    [Fact]
    public async Task Sign_in_and_membership_are_demanded_as_ever()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);
        counted.Of(engine);
        await engine.Host.EnableAsync();

        AnswerAssert.Refused(
            401,
            "sign-in-required",
            await (await engine.Host.BrowserAsync()).GetAsync("/p/acme")
        );
        AnswerAssert.Refused(
            403,
            "not-a-member",
            await (await engine.Host.BrowserAsync("zoe")).GetAsync("/p/acme")
        );
        AnswerAssert.Refused(
            404,
            "not-found",
            await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/unknown")
        );
        Assert.Empty(counted.Kinds);
    }

    [Fact]
    public async Task A_store_that_cannot_answer_is_503_and_no_access()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);
        await engine.Host.EnableAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Store.Before = _ => Task.FromException(new IOException("down"));

        AnswerAssert.Unavailable(await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_packages_own_calls_still_demand_a_fresh_code()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);
        await engine.Host.EnableAsync();
        var elsewhere = await engine.Host.BrowserAsync("olivia");

        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.ProfilePostAsync("acme", "disable")
        );
    }

    [Fact]
    public async Task Before_the_date_nothing_is_counted()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);
        counted.Of(engine);
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");

        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        Assert.Empty(counted.Kinds);

        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        Assert.Equal(["bind"], counted.Kinds);
    }

    [Fact]
    public async Task The_start_says_that_nothing_is_enforced()
    {
        using var counted = new Counted();
        await using var engine = await StartAsync(counted);

        Assert.Contains("ReportOnly", counted.Log.WarningNames);
    }

    private static Task<TestEngine> StartAsync(Counted counted) =>
        TestEngine.StartAsync(
            options => options.Enforcement = EnforcementMode.ReportOnly,
            services => services.AddLogging(logging => logging.AddProvider(counted.Log)),
            map: routes =>
            {
                routes.MapGet("/p/{sid}", () => "open").RequireProfileTwoFactor();
                routes
                    .MapGet("/p/{sid}/fresh", () => "fresh")
                    .RequireProfileTwoFactor(maxAgeSeconds: 60);
            }
        );

    /// <summary>What one engine's meter and log say.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _kinds = [];
        private IMeterFactory? _meters;

        public RecordedLog Log { get; } = new();

        public IReadOnlyList<string> Kinds
        {
            get
            {
                lock (_kinds)
                {
                    return [.. _kinds];
                }
            }
        }

        public void Of(TestEngine engine)
        {
            _meters = engine.Host.App.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, all) =>
            {
                if (
                    ReferenceEquals(instrument.Meter.Scope, _meters)
                    && instrument.Name == "profile_two_factor.would_refuse"
                )
                {
                    all.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, _, tags, _) =>
                {
                    lock (_kinds)
                    {
                        _kinds.Add((string)tags[0].Value!);
                    }
                }
            );
            _listener.Start();
        }

        public void Dispose() => _listener.Dispose();
    }
}
