using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

public sealed class WindowLifetimeTests
{
    [Fact]
    public async Task One_hit_an_hour_keeps_the_window_open_for_thirty_days_and_not_an_hour_longer()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();

        for (var hour = 1; hour < 30 * 24; hour++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(1));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        }

        engine.Clock.Advance(TimeSpan.FromHours(1));
        for (var hour = 30 * 24; hour < 40 * 24; hour += 12)
        {
            AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
            engine.Clock.Advance(TimeSpan.FromHours(12));
        }
    }

    [Fact]
    public async Task Without_an_absolute_limit_only_idleness_ends_it()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowAbsoluteLifetime = Timeout.InfiniteTimeSpan
        );
        var (owner, _) = await engine.Host.EnableAsync();
        for (var day = 0; day < 60; day++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(23));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        }

        engine.Clock.Advance(TimeSpan.FromHours(24));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_strict_preset_ends_after_an_idle_hour_and_after_a_day()
    {
        await using var engine = await TestEngine.StartAsync(options => options.UseStrictWindows());
        var (owner, app) = await engine.Host.EnableAsync();
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        for (var i = 1; i < 48; i++)
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(30));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        }

        engine.Clock.Advance(TimeSpan.FromMinutes(30));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Passive_requests_and_the_status_extend_nothing()
    {
        await using var engine = await TestEngine.StartAsync(map: routes =>
            routes
                .MapGet("/p/{sid}/live", () => "live")
                .RequireProfileTwoFactor()
                .WithMetadata(new PassiveRequestAttribute())
        );
        var (owner, _) = await engine.Host.EnableAsync();
        var writes = engine.Host.Cache.Writes;
        for (var hour = 1; hour < 24; hour++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(1));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme/live"));
            AnswerAssert.Ok(await owner.StatusAsync());
        }

        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme/live"));
        Assert.Equal(writes, engine.Host.Cache.Writes);
    }

    [Fact]
    public async Task A_busy_page_writes_activity_once_a_minute()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var writes = engine.Host.Cache.Writes;

        for (var second = 0; second < 120; second++)
        {
            engine.Clock.Advance(TimeSpan.FromSeconds(1));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        }

        Assert.Equal(writes + 2, engine.Host.Cache.Writes);
    }

    [Fact]
    public async Task A_clock_set_back_ends_the_window_instead_of_lengthening_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddSeconds(-59));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddHours(-2));

        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_clock_set_back_makes_no_used_code_good_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var first = app.CurrentCode();
        AnswerAssert.Ok(await mark.VerifyAsync(first));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddHours(-1));

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(first));
        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddSeconds(-90));
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task An_extension_that_arrives_late_does_not_revive_a_closed_window()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.DependencyTimeout = TimeSpan.FromSeconds(20)
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var planted = mark.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Clock.Advance(TimeSpan.FromMinutes(5));
        engine.Host.Cache.BeforeWrite = async key =>
        {
            if (key.StartsWith("ptf:a:", StringComparison.Ordinal))
            {
                reached.TrySetResult();
                await held.Task;
            }
        };
        var active = mark.GetAsync("/p/acme");
        await reached.Task;
        engine.Host.Cache.BeforeWrite = null;

        // A new verification closes the window the late extension is about.
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        held.SetResult();
        AnswerAssert.Ok(await active);

        var old = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        old.Headers.Add("Cookie", planted);
        old.Headers.Add("Accept", "application/json");
        AnswerAssert.Refused(
            401,
            "verification-required",
            await new Browser(engine.Host.Server, engine.Clock).SendAsync(old)
        );
    }
}
