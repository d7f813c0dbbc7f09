namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What costs nothing of the budget, and what a lock-out leaves alone.</summary>
public sealed class UncountedAttemptTests
{
    [Fact]
    public async Task Malformed_codes_are_no_guesses()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var writes = engine.Store.Writes;

        foreach (
            var text in new[]
            {
                "",
                "12345",
                "1234567",
                "abcdef",
                "\uff11\uff12\uff13\uff14\uff15\uff16",
                "+12345",
            }
        )
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(text));
        }

        Assert.Equal(writes, engine.Store.Writes);
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Malformed_backup_codes_are_no_guesses(bool issued)
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        if (issued)
        {
            AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        }

        for (var i = 0; i < 6; i++)
        {
            AnswerAssert.Refused(
                400,
                "invalid-code",
                await mark.ProfilePostAsync("acme", "verify", new { backupCode = "123456" })
            );
        }

        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task The_code_accepted_last_may_be_repeated_without_cost_and_without_effect()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var code = app.CurrentCode();
        AnswerAssert.Ok(await mark.VerifyAsync(code));
        var writes = engine.Store.Writes;

        for (var i = 0; i < 20; i++)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(code));
        }

        Assert.Equal(writes, engine.Store.Writes);
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task Locked_answers_write_nothing()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Failures = 7,
                    LockedUntil = engine.Clock.GetUtcNow().AddMinutes(2),
                }
        );
        var writes = engine.Store.Writes;

        for (var i = 0; i < 10; i++)
        {
            AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.WrongCode()));
            AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync("nonsense"));
        }

        Assert.Equal(writes, engine.Store.Writes);
    }

    [Fact]
    public async Task A_live_window_stays_open_while_codes_are_locked_out()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var thief = await engine.Host.BrowserAsync("mark");
        for (var i = 0; i < 5; i++)
        {
            await thief.VerifyAsync(app.WrongCode());
        }

        AnswerAssert.Refused(429, "locked-out", await thief.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_right_code_of_an_older_step_than_the_last_one_is_a_wrong_code()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode(1)));

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(1, (await engine.RecordAsync("mark"))!.Failures);
    }
}
