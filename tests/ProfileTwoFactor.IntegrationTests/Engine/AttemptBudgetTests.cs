using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

public sealed class AttemptBudgetTests
{
    [Fact]
    public async Task Five_wrong_codes_are_looked_at_and_then_even_the_right_one_has_to_wait()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();

        for (var i = 0; i < 5; i++)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));
        }

        var refused = await mark.VerifyAsync(app.CurrentCode());
        AnswerAssert.Refused(429, "locked-out", refused);
        Assert.Equal("30", refused.Header("Retry-After"));
        Assert.Equal(30, refused.Json.GetProperty("retryAfter").GetInt64());
        Assert.Equal(TwoFactorError.WrongCodes, refused.Json.GetProperty("reason").GetString());
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task Each_further_wrong_code_doubles_the_delay_up_to_fifteen_minutes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await FailAsync(mark, app, 4);
        var delays = new List<string?>();

        for (var i = 0; i < 8; i++)
        {
            await FailAsync(mark, app, 1);
            var locked = await mark.VerifyAsync(app.CurrentCode());
            AnswerAssert.Refused(429, "locked-out", locked);
            delays.Add(locked.Header("Retry-After"));
            engine.Clock.Advance(TimeSpan.FromSeconds(int.Parse(locked.Header("Retry-After")!)));
        }

        Assert.Equal(["30", "60", "120", "240", "480", "900", "900", "900"], delays);
    }

    [Fact]
    public async Task A_lock_set_by_a_node_whose_clock_is_a_second_ahead_holds_on_this_one()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var ahead = engine.Clock.GetUtcNow().AddSeconds(1);
        await engine.ChangeAsync(
            "mark",
            record => record with { Failures = 10, LockedUntil = ahead.AddMinutes(15) }
        );

        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.WrongCode()));
        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.CurrentCode()));
        var members = await owner.GetAsync("/two-factor/api/profiles/acme/members");
        Assert.Equal(
            "locked",
            members
                .Json.EnumerateArray()
                .Single(member => member.GetProperty("memberId").GetString() == "acme-mark")
                .GetProperty("state")
                .GetString()
        );
    }

    [Fact]
    public async Task The_hundredth_wrong_code_disables_the_binding_until_the_Owner_resets_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        await engine.ChangeAsync("mark", record => record with { Failures = 99 });

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));

        AnswerAssert.Refused(423, "binding-disabled", await mark.VerifyAsync(app.CurrentCode()));
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Refused(423, "binding-disabled", await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));
        AnswerAssert.Refused(409, "not-bound", await mark.VerifyAsync(app.CurrentCode()));
        await mark.BindAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    /// <summary>There is nothing to disable yet, and before enabling no one could reset the Owner.</summary>
    [Fact]
    public async Task A_hundred_wrong_codes_before_the_first_binding_delay_it_and_are_no_dead_end()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await mark.BeginAsync();
        await engine.ChangeAsync("mark", record => record with { Failures = 100 });

        AnswerAssert.Refused(
            400,
            "invalid-code",
            await mark.ProfilePostAsync("acme", "bind", new { code = app.WrongCode() })
        );
        AnswerAssert.Refused(
            429,
            "locked-out",
            await mark.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() })
        );
        engine.Clock.Advance(TimeSpan.FromMinutes(15));
        await mark.BindAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_lock_set_by_a_clock_that_was_put_back_does_not_hold_for_as_long_as_it_was_off()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Failures = 7,
                    LockedUntil = engine.Clock.GetUtcNow().AddHours(5),
                }
        );
        engine.Clock.NextStep();

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task One_budget_over_codes_backup_codes_and_replacement_codes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        var next = await mark.BeginAsync(call: "replace");

        await FailAsync(mark, app, 2);
        AnswerAssert.Refused(400, "invalid-code", await UseAsync(mark, "AAAA-BBBB-CCCC-DDDD"));
        AnswerAssert.Refused(400, "invalid-code", await UseAsync(mark, "AAAA-BBBB-CCCC-EEEE"));
        AnswerAssert.Refused(400, "invalid-code", await BindAsync(mark, next.WrongCode()));

        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Refused(429, "locked-out", await UseAsync(mark, "AAAA-BBBB-CCCC-FFFF"));
        AnswerAssert.Refused(429, "locked-out", await BindAsync(mark, next.CurrentCode()));
        Assert.Equal(5, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task Beginning_a_binding_again_gives_no_new_guesses()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        for (var i = 0; i < 5; i++)
        {
            var app = await mark.BeginAsync();
            AnswerAssert.Refused(400, "invalid-code", await BindAsync(mark, app.WrongCode()));
        }

        var last = await mark.BeginAsync();
        AnswerAssert.Refused(429, "locked-out", await BindAsync(mark, last.CurrentCode()));
    }

    [Fact]
    public async Task A_success_clears_the_budget_of_that_binding_and_of_no_other()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var (mei, meiApp) = await engine.Host.BindAsync("mei");
        await FailAsync(mark, app, 4);
        await FailAsync(mei, meiApp, 3);

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        Assert.Equal(3, (await engine.RecordAsync("mei"))!.Failures);
    }

    private static async Task FailAsync(Browser browser, FakeAuthenticator app, int times)
    {
        for (var i = 0; i < times; i++)
        {
            AnswerAssert.Refused(400, "invalid-code", await browser.VerifyAsync(app.WrongCode()));
        }
    }

    private static Task<Answer> UseAsync(Browser browser, string backupCode) =>
        browser.ProfilePostAsync("acme", "verify", new { backupCode });

    private static Task<Answer> BindAsync(Browser browser, string code) =>
        browser.ProfilePostAsync("acme", "bind", new { code });
}
