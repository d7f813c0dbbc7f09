using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>A profile whose members must verify from a date: open until then, and never afterwards.</summary>
public sealed class PlannedEnforcementTests
{
    private const string Header = "ProfileTwoFactor-Enforced-From";

    [Fact]
    public async Task Until_the_date_members_are_let_in_and_told_the_date()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var date = await engine.Host.PlanAsync(TimeSpan.FromDays(30));
        var mei = await engine.Host.BrowserAsync("mei");

        var first = await mei.GetAsync("/p/acme");
        var kept = await mei.GetAsync("/p/acme");

        foreach (var answer in new[] { first, kept })
        {
            AnswerAssert.Ok(answer);
            Assert.Equal($"{date.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", answer.Header(Header));
        }

        var status = (await mei.StatusAsync()).Json;
        Assert.True(status.GetProperty("enabled").GetBoolean());
        Assert.Equal("scheduled", status.GetProperty("enforcement").GetString());
        Assert.Equal(date, status.GetProperty("enforcedFrom").GetDateTimeOffset());
        Assert.Equal("binding-advised", status.GetProperty("you").GetProperty("state").GetString());
    }

    [Fact]
    public async Task At_the_date_a_kept_decision_ends_in_the_same_moment()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DecisionLifetime = TimeSpan.FromMinutes(5)
        );
        var (owner, mark, _) = await engine.WithMarkAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(5));
        var date = await engine.Host.PlanAsync(TimeSpan.FromMinutes(4));
        var mei = await engine.Host.BrowserAsync("mei");
        engine.Clock.Advance(date - engine.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        var reads = engine.Store.Reads;
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        Assert.Equal(reads, engine.Store.Reads);

        engine.Clock.Advance(TimeSpan.FromTicks(1));

        var refused = await mei.GetAsync("/p/acme");
        AnswerAssert.Refused(401, "binding-required", refused);
        Assert.Null(refused.Header(Header));
        // Who has proven it before is not asked again.
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var elsewhere = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        var status = (await mei.StatusAsync()).Json;
        Assert.Equal("enforced", status.GetProperty("enforcement").GetString());
        Assert.Equal(date, status.GetProperty("enforcedFrom").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_member_who_binds_before_the_date_is_asked_for_nothing_and_keeps_the_window()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");
        var app = await mei.BeginAsync();

        var bound = await mei.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });

        AnswerAssert.Ok(bound);
        foreach (var status in new[] { bound.Json, (await mei.StatusAsync()).Json })
        {
            var you = status.GetProperty("you");
            Assert.Equal("not-required", you.GetProperty("state").GetString());
            Assert.NotEqual(default, you.GetProperty("verifiedAt").GetDateTimeOffset());
        }

        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_open_the_profile_again()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var date = await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));

        engine.Clock.AdjustTime(date - TimeSpan.FromMinutes(30));

        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
        Assert.Equal(
            "enforced",
            (await mei.StatusAsync()).Json.GetProperty("enforcement").GetString()
        );
    }

    [Fact]
    public async Task A_clock_that_jumps_over_the_date_ends_what_is_kept()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var date = await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));

        engine.Clock.AdjustTime(date + TimeSpan.FromDays(40));

        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_node_whose_clock_differs_from_the_stores_never_says_not_yet()
    {
        var store = new StoreClock();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<IStoreClock>(store)
        );
        store.Node = engine.Clock;
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));

        store.Ahead = TimeSpan.FromHours(2);
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        AnswerAssert.Unavailable(await mei.GetAsync("/p/acme"));
        store.Ahead = TimeSpan.Zero;
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_store_that_cannot_answer_refuses_as_ever()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        engine.Store.Before = _ => Task.FromException(new IOException("down"));

        AnswerAssert.Unavailable(await mei.GetAsync("/p/acme"));
    }

    /// <summary>A damaged row, or a clock that is years behind: "not yet" would leave the profile open for good.</summary>
    [Fact]
    public async Task A_date_that_no_owner_can_have_set_refuses()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromDays(92));
        var mei = await engine.Host.BrowserAsync("mei");

        AnswerAssert.Unavailable(await mei.GetAsync("/p/acme"));
        AnswerAssert.Unavailable(await mei.StatusAsync());
    }

    [Fact]
    public async Task Another_profile_is_not_told_a_date_and_a_disabled_one_has_none()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var oscar = await engine.Host.BrowserAsync("oscar");
        Assert.NotNull((await oscar.GetAsync("/p/acme")).Header(Header));
        Assert.Null((await oscar.GetAsync("/p/beta")).Header(Header));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        var answer = await oscar.GetAsync("/p/acme");
        AnswerAssert.Ok(answer);
        Assert.Null(answer.Header(Header));
        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.False(policy!.Scheduled);
        Assert.Null(policy.EnforcedFrom);
    }

    [Fact]
    public async Task The_date_outlives_an_endpoint_that_clears_its_headers()
    {
        await using var engine = await TestEngine.StartAsync(map: routes =>
            routes
                .MapGet(
                    "/p/{sid}",
                    context =>
                    {
                        context.Response.Headers.Clear();
                        return context.Response.WriteAsync("cleared");
                    }
                )
                .RequireProfileTwoFactor()
        );
        await engine.Host.EnableAsync();
        await engine.Host.PlanAsync(TimeSpan.FromHours(1));
        var mei = await engine.Host.BrowserAsync("mei");

        Assert.NotNull((await mei.GetAsync("/p/acme")).Header(Header));
    }

    private sealed class StoreClock : IStoreClock
    {
        public FakeTimeProvider? Node { get; set; }

        public TimeSpan Ahead { get; set; }

        public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
            Task.FromResult(Node?.GetUtcNow() + Ahead);
    }
}
