using ProfileTwoFactor.IntegrationTests.Infrastructure;
using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What the Owner's lifetimes do to windows, also where clocks are wrong.</summary>
public sealed class ProfileRuleWindowTests
{
    [Fact]
    public async Task A_shorter_window_counts_for_open_windows_at_the_next_request()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, markApp) = await BothAsync(engine);
        var (mei, _) = await engine.Host.BindAsync("mei");
        engine.Clock.Advance(TimeSpan.FromHours(2));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(59));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await mei.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    /// <summary>A decision that was kept a moment ago must not outlive the change.</summary>
    [Fact]
    public async Task A_kept_decision_ends_with_the_change()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        var passive = await mark.GetAsync("/passive/acme");
        AnswerAssert.Ok(passive);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 300 }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/passive/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>From this node's view, another one changed the row.</summary>
    [Fact]
    public async Task A_change_on_another_node_counts_within_the_lifetime_of_a_decision()
    {
        await using var engine = await StartAsync();
        var (_, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        await WriteAsync(engine, new() { WindowLifetime = TimeSpan.FromMinutes(5) });

        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/passive/acme"));
    }

    [Fact]
    public async Task A_longer_window_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        // Lapses without being looked at.
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Assert.Equal("verification-required", State(await mark.StatusAsync()));
    }

    [Fact]
    public async Task A_longer_absolute_lifetime_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { absoluteLifetime = 7200 }));
        engine.Clock.Advance(TimeSpan.FromMinutes(90));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(31));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { absoluteLifetime = "30.00:00:00" }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>Shorter and longer in quick succession, in one request after the other.</summary>
    [Fact]
    public async Task Shorter_and_at_once_longer_again_ends_what_was_idle_for_longer()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 86_400 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "another change" }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_longer_window_counts_for_windows_that_are_open()
    {
        await using var engine = await StartAsync(configure: options =>
            options.PolicyLimits.MaxWindowLifetime = TimeSpan.FromDays(7)
        );
        var (owner, _, mark, _) = await BothAsync(engine);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = "P7D" }));
        engine.Clock.Advance(TimeSpan.FromDays(6));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromDays(7));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Rules_outlive_disabling_and_enabling_and_no_window_does()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(
            await owner.PolicyAsync(
                new
                {
                    window = 3600,
                    message = "Ask me.",
                    sensitiveActionMaxAge = 120,
                }
            )
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        Assert.Equal("Ask me.", Message(await owner.StatusAsync()));
        AnswerAssert.Refused(409, "not-enabled", await owner.PolicyAsync(new { window = 7200 }));

        engine.Clock.Advance(TimeSpan.FromHours(2));
        await owner.EnableAsync();

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        var policy = (await owner.StatusAsync()).Json.GetProperty("policy");
        Assert.Equal(
            (3600, 120),
            (
                policy.GetProperty("window").GetInt64(),
                policy.GetProperty("sensitiveActionMaxAge").GetInt64()
            )
        );
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));

        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddMinutes(-90));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>A clock that was ahead when the rules were changed has left moments that are far in the future.</summary>
    [Theory]
    [InlineData("window")]
    [InlineData("absoluteLifetime")]
    [InlineData("message")]
    public async Task Rules_changed_by_a_clock_that_was_ahead_let_members_verify_now(string rule)
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, markApp) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(Change(3600)));
        var spare = await BackupCodeAsync(owner);
        var right = engine.Clock.GetUtcNow();
        engine.Clock.AdjustTime(right.AddDays(40));
        // A backup code doesn't need the right time.
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "verify", new { backupCode = spare }));
        AnswerAssert.Ok(await owner.PolicyAsync(Change(7200)));
        engine.Clock.AdjustTime(right.AddMinutes(5));

        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.VerifyAsync(ownerApp.Code()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Back again" }));

        Dictionary<string, object> Change(int seconds) =>
            new() { [rule] = rule == "message" ? $"Hello {seconds}" : seconds };
    }

    /// <summary>What such a change ended stays ended, when the moments that it left are dropped as well.</summary>
    [Fact]
    public async Task What_ended_stays_ended_when_a_clock_that_was_ahead_is_set_right()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        var spare = await BackupCodeAsync(owner);
        engine.Clock.Advance(TimeSpan.FromHours(2));
        var right = engine.Clock.GetUtcNow();
        engine.Clock.AdjustTime(right.AddDays(2));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "verify", new { backupCode = spare }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));
        engine.Clock.AdjustTime(right.AddMinutes(5));

        AnswerAssert.Ok(await owner.VerifyAsync(ownerApp.Code()));

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        engine.Clock.AdjustTime(right.AddHours(1));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }
}
