using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>The Owner's calls about the date: enable with one, move it, look ahead, remind.</summary>
public sealed class EnforcementCallTests
{
    [Fact]
    public async Task Enabling_with_a_date_binds_and_verifies_the_owner_and_admits_members_until_then()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var date = engine.Clock.GetUtcNow().AddDays(30);

        var answer = await owner.ProfilePostAsync(
            "acme",
            "enable",
            new { code = app.CurrentCode(), enforceFrom = date }
        );

        AnswerAssert.Ok(answer);
        Assert.True(answer.Json.GetProperty("enabled").GetBoolean());
        Assert.Equal("scheduled", answer.Json.GetProperty("enforcement").GetString());
        Assert.Equal(date, answer.Json.GetProperty("enforcedFrom").GetDateTimeOffset());
        var you = answer.Json.GetProperty("you");
        Assert.Equal("not-required", you.GetProperty("state").GetString());
        Assert.Equal(engine.Clock.GetUtcNow(), you.GetProperty("verifiedAt").GetDateTimeOffset());
        AnswerAssert.Ok(await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/acme"));
        // Bound and verified: what needs a fresh proof can be done at once.
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "backup-codes"));
        AnswerAssert.Refused(
            409,
            "already-enabled",
            await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() })
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-1_000_000)]
    public async Task A_date_that_has_passed_enforces_at_once(int seconds)
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");

        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddSeconds(seconds));

        var status = (await owner.StatusAsync()).Json;
        Assert.Equal("enforced", status.GetProperty("enforcement").GetString());
        Assert.Equal("verified", status.GetProperty("you").GetProperty("state").GetString());
        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((false, null), (policy!.Scheduled, policy.EnforcedFrom));
    }

    [Fact]
    public async Task Ninety_days_ahead_is_the_limit_and_a_refusal_spends_nothing()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var code = app.CurrentCode();
        var latest = engine.Clock.GetUtcNow().AddDays(90);

        var refused = await owner.ProfilePostAsync(
            "acme",
            "enable",
            new { code, enforceFrom = latest.AddDays(1) }
        );

        AnswerAssert.Refused(400, "invalid-request", refused);
        var detail = refused.Json.GetProperty("detail").GetString()!;
        Assert.Contains("enforceFrom", detail, StringComparison.Ordinal);
        Assert.Contains("90 days", detail, StringComparison.Ordinal);
        Assert.False((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "enable", new { code, enforceFrom = latest })
        );
        AnswerAssert.Refused(400, "invalid-request", await owner.MoveAsync(latest.AddSeconds(1)));
    }

    [Fact]
    public async Task Moving_the_date_is_told_as_an_event_and_repeating_it_is_not()
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        Assert.Equal(first, events.Of<ProfileTwoFactorEnabled>().Single().EnforcedFrom);

        var moved = await owner.MoveAsync(first.AddDays(5));
        AnswerAssert.Ok(await owner.MoveAsync(first.AddDays(5)));

        AnswerAssert.Ok(moved);
        Assert.Equal(first.AddDays(5), moved.Json.GetProperty("enforcedFrom").GetDateTimeOffset());
        var happened = Assert.Single(events.Of<ProfileEnforcementMoved>());
        Assert.Equal(
            (first, (DateTimeOffset?)first.AddDays(5), "olivia@example.com"),
            (happened.From, happened.To, happened.Context.ActorAccountName)
        );
        Assert.Equal("scheduled", moved.Json.GetProperty("enforcement").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moving_the_date_to_now_enforces_whatever_the_clock_says_later(bool past)
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddDays(10));
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));

        var moved = await owner.MoveAsync(past ? engine.Clock.GetUtcNow().AddDays(-1) : null);

        AnswerAssert.Ok(moved);
        Assert.Equal("enforced", moved.Json.GetProperty("enforcement").GetString());
        Assert.Equal(
            engine.Clock.GetUtcNow(),
            moved.Json.GetProperty("enforcedFrom").GetDateTimeOffset()
        );
        Assert.Equal("verified", moved.Json.GetProperty("you").GetProperty("state").GetString());
        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
        Assert.Null(events.Of<ProfileEnforcementMoved>().Single().To);
        AnswerAssert.Refused(
            409,
            "already-enforced",
            await owner.MoveAsync(engine.Clock.GetUtcNow().AddDays(1))
        );
        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddHours(-1));
        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Each_call_is_the_owners_and_checks_in_the_order_of_the_contract()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        var zoe = await engine.Host.BrowserAsync("zoe");
        var anyone = await engine.Host.BrowserAsync();
        var date = engine.Clock.GetUtcNow().AddDays(10);

        AnswerAssert.Refused(409, "not-enabled", await owner.MoveAsync(date));
        AnswerAssert.Refused(409, "not-enabled", await RemindAsync(owner));
        AnswerAssert.Ok(await PreviewAsync(owner));
        await owner.EnableFromAsync(date);
        foreach (
            var (browser, status, code) in new[]
            {
                (mark, 403, "not-owner"),
                (zoe, 403, "not-a-member"),
                (anyone, 401, "sign-in-required"),
            }
        )
        {
            AnswerAssert.Refused(status, code, await browser.MoveAsync(date));
            AnswerAssert.Refused(status, code, await PreviewAsync(browser));
            AnswerAssert.Refused(status, code, await RemindAsync(browser));
        }

        var elsewhere = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Refused(401, "verification-required", await elsewhere.MoveAsync(date));
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(401, "fresh-verification-required", await owner.MoveAsync(null));
        var plain = await owner.SendAsync(
            new HttpRequestMessage(HttpMethod.Put, "/two-factor/api/profiles/acme/enforcement")
        );
        AnswerAssert.Refused(400, "antiforgery", plain);
    }

    /// <summary>Once it is enforced, who has no authenticator is nothing for a stolen password to find out.</summary>
    [Fact]
    public async Task Once_enforced_only_a_verified_owner_sees_who_is_not_bound()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var elsewhere = await engine.Host.BrowserAsync("olivia");

        AnswerAssert.Refused(401, "verification-required", await PreviewAsync(elsewhere));
        AnswerAssert.Refused(401, "verification-required", await RemindAsync(elsewhere));
        AnswerAssert.Ok(await PreviewAsync(owner));
    }

    [Fact]
    public async Task Of_two_tabs_that_move_the_date_one_wins_and_the_other_is_told()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        var other = await OtherTabAsync(engine, first.AddDays(20));

        var lost = await owner.MoveAsync(first.AddDays(5));

        AnswerAssert.Refused(409, "conflict", lost);
        Assert.True(other.Done);
        Assert.Equal(
            first.AddDays(20),
            (await owner.StatusAsync()).Json.GetProperty("enforcedFrom").GetDateTimeOffset()
        );
    }

    /// <summary>Swept epochs and reminders are written to the same record, and say nothing about the date.</summary>
    [Fact]
    public async Task A_change_beside_the_date_does_not_lose_the_move()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        var reminded = engine.Clock.GetUtcNow();
        await BeforeTheWriteAsync(
            engine,
            policy => policy with { RemindedAt = reminded, ChangeId = "another" }
        );

        AnswerAssert.Ok(await owner.MoveAsync(first.AddDays(5)));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((first.AddDays(5), reminded), (policy!.EnforcedFrom, policy.RemindedAt));
    }

    [Fact]
    public async Task A_move_against_a_profile_that_was_switched_off_brings_nothing_back()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        await BeforeTheWriteAsync(
            engine,
            policy => policy with { Enabled = false, Epoch = "off", Scheduled = false }
        );

        AnswerAssert.Refused(409, "conflict", await owner.MoveAsync(first.AddDays(5)));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((false, "off"), (policy!.Enabled, policy.Epoch));
    }

    [Fact]
    public async Task A_move_that_was_written_and_reported_as_lost_is_ours()
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        engine.Store.DenyWrite(1);

        AnswerAssert.Ok(await owner.MoveAsync(first.AddDays(5)));

        engine.Store.Reset();
        Assert.Single(events.Of<ProfileEnforcementMoved>());
        Assert.Equal(
            first.AddDays(5),
            (await owner.StatusAsync()).Json.GetProperty("enforcedFrom").GetDateTimeOffset()
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_move_whose_write_fails_is_no_success(bool committed)
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var first = engine.Clock.GetUtcNow().AddDays(10);
        await owner.EnableFromAsync(first);
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Store.FailWrite(1, committed);

        AnswerAssert.Unavailable(await owner.MoveAsync(null));

        engine.Store.Reset();
        var answer = await mei.GetAsync("/p/acme");
        if (committed)
        {
            AnswerAssert.Refused(401, "binding-required", answer);
        }
        else
        {
            AnswerAssert.Ok(answer);
        }
    }

    [Fact]
    public async Task The_preview_counts_members_and_names_who_would_be_refused()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var before = (await PreviewAsync(owner)).Json;
        Assert.Equal(
            (4, 0, 4),
            (
                before.GetProperty("members").GetInt32(),
                before.GetProperty("bound").GetInt32(),
                before.GetProperty("notBound").GetInt32()
            )
        );
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddDays(10));
        await engine.Host.BindAsync("mark");

        var preview = (await PreviewAsync(owner)).Json;

        Assert.Equal(
            (4, 2, 2),
            (
                preview.GetProperty("members").GetInt32(),
                preview.GetProperty("bound").GetInt32(),
                preview.GetProperty("notBound").GetInt32()
            )
        );
        Assert.Equal(
            ["mei@example.com", "oscar@example.com"],
            preview
                .GetProperty("wouldBeRefused")
                .EnumerateArray()
                .Select(one => one.GetProperty("accountName").GetString())
                .Order()
        );
        Assert.Equal(0, preview.GetProperty("recent").GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task The_preview_names_a_hundred_members_at_most()
    {
        var directory = TestDirectory.Seeded();
        for (var number = 0; number < 150; number++)
        {
            directory.AddMember("acme", $"many-{number}");
        }

        await using var engine = await TestEngine.StartAsync(directory: directory);
        var owner = await engine.Host.BrowserAsync("olivia");

        var preview = (await PreviewAsync(owner)).Json;

        Assert.Equal(154, preview.GetProperty("notBound").GetInt32());
        Assert.Equal(100, preview.GetProperty("wouldBeRefused").GetArrayLength());
    }

    [Fact]
    public async Task Without_mails_a_reminder_says_that_nothing_is_sent()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddDays(10));

        for (var i = 0; i < 2; i++)
        {
            var answer = await RemindAsync(owner);
            Assert.Equal(202, answer.StatusCode);
            Assert.Equal(0, answer.Json.GetProperty("queued").GetInt32());
        }
    }

    private static Task<TestEngine> StartAsync(RecordedEvents events) =>
        TestEngine.StartAsync(services: services =>
            services.AddSingleton<ITwoFactorEventHandler>(events)
        );

    private static Task<Answer> PreviewAsync(Browser browser) =>
        browser.GetAsync("/two-factor/api/profiles/acme/preview");

    private static Task<Answer> RemindAsync(Browser browser) =>
        browser.ProfilePostAsync("acme", "remind");

    private static async Task<OtherTab> OtherTabAsync(TestEngine engine, DateTimeOffset date)
    {
        var tab = new OtherTab();
        await BeforeTheWriteAsync(
            engine,
            policy =>
            {
                tab.Done = true;
                return policy with { EnforcedFrom = date, ChangeId = "other-tab" };
            }
        );
        return tab;
    }

    /// <summary>Once, at the moment when the engine has read and is about to write.</summary>
    private static Task BeforeTheWriteAsync(
        TestEngine engine,
        Func<PolicyRecord, PolicyRecord> change
    )
    {
        engine.Store.Before = async call =>
        {
            // The sweeper of ended epochs writes the same record.
            if (call != StoreCall.WritePolicy || StoreScript.IsBackground)
            {
                return;
            }

            engine.Store.Reset();
            await engine.ChangePolicyAsync(change);
        };
        return Task.CompletedTask;
    }

    private sealed class OtherTab
    {
        public bool Done { get; set; }
    }
}
