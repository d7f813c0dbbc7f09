using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Faults;

public sealed class BrokenCacheTests
{
    [Fact]
    public async Task A_read_only_cache_burns_no_code_and_live_windows_keep_working()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        engine.Host.Cache.BeforeWrite = _ => throw new IOException("READONLY");
        var writes = engine.Store.Writes;

        AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));

        Assert.Equal(writes, engine.Store.Writes);
        for (var hour = 0; hour < 20; hour++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(1));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }

        engine.Host.Cache.BeforeWrite = null;
        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
        // The extension that could not be written is written by the next active request.
        engine.Clock.Advance(TimeSpan.FromHours(3));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(23));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_cache_that_breaks_after_the_probe_costs_the_code_and_not_the_window_one_has()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Host.Cache.BeforeWrite = key =>
            key.StartsWith("ptf:probe:", StringComparison.Ordinal)
                ? Task.CompletedTask
                : throw new IOException("READONLY");

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        engine.Host.Cache.BeforeWrite = null;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        // Also when it is sent again, by this browser or another one.
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.CurrentCode()));
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(400, "invalid-code", await other.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task A_window_that_the_cache_did_not_take_is_not_listed()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var listed = (await engine.RecordAsync("mark"))!.Windows;
        engine.Host.Cache.BeforeWrite = key =>
            key.StartsWith("ptf:probe:", StringComparison.Ordinal)
                ? Task.CompletedTask
                : throw new IOException("READONLY");

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(listed, (await engine.RecordAsync("mark"))!.Windows);
    }

    [Fact]
    public async Task What_was_ended_while_the_cache_failed_is_not_listed_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var memberId = (await engine.RecordAsync("mark"))!.Key.MemberId;
        engine.Host.Cache.BeforeWrite = async key =>
        {
            if (!key.StartsWith("ptf:probe:", StringComparison.Ordinal))
            {
                engine.Host.Cache.BeforeWrite = null;
                AnswerAssert.Ok(
                    await owner.ProfilePostAsync("acme", "windows/revoke", new { memberId })
                );
                throw new IOException("READONLY");
            }
        };

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Empty((await engine.RecordAsync("mark"))!.Windows);
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>As after a crash: the code is accepted, the window is listed, and the cache has nothing of it.</summary>
    [Fact]
    public async Task A_listed_window_that_was_never_opened_lets_no_one_in()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        engine.Host.Cache.BeforeWrite = key =>
        {
            if (key.StartsWith("ptf:probe:", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            engine.Store.Before = _ => throw new IOException("gone");
            throw new IOException("READONLY");
        };

        AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));

        engine.Store.Reset();
        engine.Host.Cache.BeforeWrite = null;
        Assert.Equal(2, (await engine.RecordAsync("mark"))!.Windows.Count);
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_cache_that_is_down_forgets_no_failures()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        for (var i = 0; i < 5; i++)
        {
            await mark.VerifyAsync(app.WrongCode());
        }

        engine.Host.Cache.Before = _ => throw new IOException("gone");
        Assert.Equal(503, (await mark.VerifyAsync(app.CurrentCode())).StatusCode);
        engine.Host.Cache.Before = null;

        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task A_flushed_cache_costs_one_code_and_locks_no_member_out()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Host.Cache.Before = async key => await engine.Host.Cache.ForgetAsync(key);
        Assert.Equal("verification-required", (await mark.GetAsync("/p/acme")).Code);
        engine.Host.Cache.Before = null;

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }
}
