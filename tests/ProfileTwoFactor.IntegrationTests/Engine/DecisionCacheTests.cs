using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What this process may repeat without asking, and what ends that.</summary>
public sealed class DecisionCacheTests
{
    [Fact]
    public async Task Within_its_lifetime_a_decision_costs_no_read_at_all()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var (reads, cacheReads) = (engine.Store.Reads, engine.Host.Cache.Reads);
        var directory = engine.Host.Directory.Calls;

        for (var i = 0; i < 10; i++)
        {
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }

        Assert.Equal((reads, cacheReads), (engine.Store.Reads, engine.Host.Cache.Reads));
        Assert.Equal(directory + 10, engine.Host.Directory.Calls);
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Equal((reads + 2, cacheReads + 2), (engine.Store.Reads, engine.Host.Cache.Reads));
    }

    [Fact]
    public async Task While_a_profile_is_off_invented_cookies_ask_no_store_and_are_not_kept()
    {
        await using var engine = await TestEngine.StartAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var name = engine
            .Host.App.Services.GetRequiredService<ScopeRegistry>()
            .Scope(TestEngine.Scope())
            .WindowCookie;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var reads = engine.Store.Reads;

        for (var i = 0; i < 100; i++)
        {
            mark.Cookies.Add(new System.Net.Cookie(name, $"ffffffff.{i}", "/", "localhost"));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }

        Assert.Equal(reads, engine.Store.Reads);
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        Assert.Equal(reads, engine.Store.Reads);
    }

    [Theory]
    [InlineData("none pending")]
    [InlineData("malformed")]
    [InlineData("wrong")]
    public async Task A_confirmation_that_is_refused_voids_no_other_members_decision(string refused)
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        var code = "123456";
        if (refused != "none pending")
        {
            var app = await mei.BeginAsync();
            code = refused == "wrong" ? app.WrongCode() : "no code";
        }

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var answer = await mei.ProfilePostAsync("acme", "bind", new { code });
        var reads = engine.Store.Reads;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.InRange(answer.StatusCode, 400, 409);
        Assert.Equal(reads, engine.Store.Reads);
    }

    [Fact]
    public async Task With_a_lifetime_of_zero_every_request_asks()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DecisionLifetime = TimeSpan.Zero
        );
        var (_, mark, _) = await engine.WithMarkAsync();
        var reads = engine.Store.Reads;

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal(reads + 4, engine.Store.Reads);
    }

    [Theory]
    [InlineData("reset", "binding-required")]
    [InlineData("removal", "not-a-member")]
    [InlineData("new-invitation", "binding-required")]
    [InlineData("disable-and-enable", "binding-required")]
    [InlineData("stamp", "verification-required")]
    public async Task What_ends_a_window_here_ends_it_at_the_next_request(
        string change,
        string code
    )
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DecisionLifetime = TimeSpan.FromMinutes(5)
        );
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        switch (change)
        {
            case "reset":
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));
                break;
            case "removal":
                engine.Host.Directory.RemoveMember("acme", "mark");
                break;
            case "new-invitation":
                engine.Host.Directory.AddMember("acme", "mark", "acme-mark-2");
                break;
            case "stamp":
                engine.Host.Directory.AddMember("acme", "mark", securityStamp: "new");
                break;
            default:
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
                await owner.EnableAsync();
                break;
        }

        Assert.Equal(code, (await mark.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Switching_on_stops_sessions_that_were_let_through_a_moment_ago()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DecisionLifetime = TimeSpan.FromMinutes(5)
        );
        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        await engine.Host.EnableAsync();

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task After_a_transfer_the_former_Owner_stays_verified_and_loses_the_Owners_rights()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Host.Directory.TransferTo("acme", "mark");

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(403, "not-owner", await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "disable"));
    }

    [Fact]
    public async Task A_read_that_began_before_a_change_and_ends_after_it_is_not_kept()
    {
        await using var engine = await TestEngine.StartAsync(options =>
        {
            options.DecisionLifetime = TimeSpan.FromMinutes(5);
            options.DependencyTimeout = TimeSpan.FromSeconds(20);
        });
        var owner = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await owner.BeginAsync();
        var (asked, release) = HoldAfter(engine, StoreCall.FindPolicy);
        var slow = mark.GetAsync("/p/acme");
        await asked.Task;
        engine.Store.Reset();

        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
        release.SetResult();
        AnswerAssert.Ok(await slow);

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_slow_read_does_not_lengthen_the_time_a_decision_may_be_old()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DependencyTimeout = TimeSpan.FromSeconds(20)
        );
        var mark = await engine.Host.BrowserAsync("mark");
        var (asked, release) = HoldAfter(engine, StoreCall.FindPolicy);
        var slow = mark.GetAsync("/p/acme");
        await asked.Task;
        engine.Store.Reset();
        // Another node switches the profile on after our store was read, and our read takes four seconds to come back.
        await engine.Policies.WriteAsync(
            new PolicyRecord
            {
                Scope = TestEngine.Scope(),
                Enabled = true,
                Epoch = "elsewhere",
                ChangedAt = engine.Clock.GetUtcNow(),
                ChangedBy = "acme-olivia",
            },
            CancellationToken.None
        );
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        release.SetResult();
        AnswerAssert.Ok(await slow);

        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_reset_on_another_node_is_seen_when_the_decision_has_lived_out()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        await engine.ChangeAsync("mark", record => record with { Active = null });

        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_clock_set_back_does_not_make_a_kept_decision_young_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangeAsync("mark", record => record with { Active = null });

        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddSeconds(-30));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Freshness_is_judged_at_each_request_on_a_kept_decision()
    {
        await using var engine = await TestEngine.StartAsync(
            options => options.DecisionLifetime = TimeSpan.FromMinutes(5),
            map: routes =>
            {
                // Passive: before an extension, the store would be asked.
                routes.MapGet("/p/{sid}", [PassiveRequest] () => "any").RequireProfileTwoFactor();
                routes
                    .MapGet("/p/{sid}/fresh", [PassiveRequest] () => "fresh")
                    .RequireProfileTwoFactor(maxAgeSeconds: 60);
            }
        );
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        var reads = engine.Store.Reads;
        engine.Clock.Advance(TimeSpan.FromSeconds(60));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme/fresh"));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        var refused = await owner.GetAsync("/p/acme/fresh");
        AnswerAssert.Refused(401, "fresh-verification-required", refused);
        Assert.Equal(60, refused.Json.GetProperty("maxAge").GetInt64());
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        Assert.Equal(reads, engine.Store.Reads);
    }

    [Fact]
    public async Task A_kept_decision_does_not_outlive_the_window()
    {
        await using var engine = await TestEngine.StartAsync(options =>
        {
            options.DecisionLifetime = TimeSpan.FromMinutes(5);
            options.WindowAbsoluteLifetime = TimeSpan.FromSeconds(90);
        });
        var (owner, _) = await engine.Host.EnableAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(89));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    private static (TaskCompletionSource Asked, TaskCompletionSource Release) HoldAfter(
        TestEngine engine,
        StoreCall held
    )
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Store.After = async call =>
        {
            if (call == held)
            {
                asked.TrySetResult();
                await release.Task;
            }
        };
        return (asked, release);
    }
}
