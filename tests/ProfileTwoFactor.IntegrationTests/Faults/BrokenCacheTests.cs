using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.SignOut;
using ProfileTwoFactor.IntegrationTests.Windows;

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

    [Theory]
    [InlineData(WindowBinding.Browser)]
    [InlineData(WindowBinding.Member)]
    public async Task A_cache_that_breaks_after_the_probe_costs_the_code_and_not_the_window_one_has(
        WindowBinding binding
    )
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowBinding = binding
        );
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

    [Theory]
    [InlineData(WindowBinding.Browser)]
    [InlineData(WindowBinding.Member)]
    public async Task A_window_that_the_cache_did_not_take_is_not_listed(WindowBinding binding)
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowBinding = binding
        );
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

    /// <summary>The list doesn't have it then, so that there is nothing to take off. It must not have it again either.</summary>
    [Fact]
    public async Task A_browser_that_its_member_ended_while_the_cache_failed_is_not_listed_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var id = WindowCallTests.Id(Assert.Single(await mark.WindowsAsync()));
        var phone = await WindowCallTests.VerifiedAsync(engine, app);
        engine.Clock.NextStep();
        BeforeTheCacheFails(
            engine,
            async () => AnswerAssert.Refused(404, "not-found", await phone.EndAsync(id))
        );

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Assert.True(WindowCallTests.IsCurrent(Assert.Single(await phone.WindowsAsync())));
    }

    [Fact]
    public async Task A_browser_that_signed_out_while_the_cache_failed_is_not_listed_again()
    {
        await using var engine = await TestEngine.StartAsync(map: MapWithClosing);
        var (_, mark, app) = await engine.WithMarkAsync();
        var tab = await Thief.CopyAsync(engine.Host, mark, "mark");
        BeforeTheCacheFails(
            engine,
            async () =>
            {
                engine.Host.Cache.BeforeRemove = _ => throw new IOException("READONLY");
                AnswerAssert.Ok(await tab.GetAsync("/p/acme/close"));
            }
        );

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        engine.Host.Cache.BeforeRemove = null;
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Assert.Empty((await engine.RecordAsync("mark"))!.Windows);
    }

    /// <summary>Sign-out needs no code: with the password alone, no one must be able to keep the record busy while the member enters one.</summary>
    [Fact]
    public async Task A_sign_out_that_ends_nothing_writes_nothing()
    {
        await using var engine = await TestEngine.StartAsync(
            options => options.WindowBinding = WindowBinding.Member,
            map: MapWithClosing
        );
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme/close"));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        var before = await engine.RecordAsync("mark");

        AnswerAssert.Ok(await mark.GetAsync("/p/acme/close"));

        Assert.Empty(before!.Windows);
        Assert.Equal(before.Version, (await engine.RecordAsync("mark"))!.Version);
    }

    /// <summary>Its entries lie where those of the new one would: what is listed for them must have ended as well.</summary>
    [Fact]
    public async Task A_shared_window_that_was_ended_while_the_cache_failed_is_not_listed_again()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowBinding = WindowBinding.Member
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await engine.Host.BrowserAsync("mark");
        var shared = WindowCallTests.Id(Assert.Single(await phone.WindowsAsync()));
        BeforeTheCacheFails(
            engine,
            async () =>
            {
                engine.Host.Cache.BeforeRemove = _ => throw new IOException("READONLY");
                Assert.Equal(HttpStatusCode.NoContent, (await phone.EndAsync(shared)).Status);
            }
        );

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        engine.Host.Cache.BeforeRemove = null;
        foreach (var browser in new[] { mark, phone })
        {
            AnswerAssert.Refused(401, "verification-required", await browser.GetAsync("/p/acme"));
        }
    }

    /// <summary>What a window that has ended was in place of stays ended too, and other nodes are told.</summary>
    [Fact]
    public async Task A_window_that_is_not_listed_again_is_told()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await WindowCallTests.VerifiedAsync(engine, app);
        engine.Clock.NextStep();
        var old = Assert.Single(CookieTests.WindowCookies(mark)).Value;
        var told = new List<string>();
        engine.Scopes.ClosedHere += told.Add;
        BeforeTheCacheFails(engine, () => phone.EndAsync("AAAAAAAAAAAAAAAAAAAAAA"));

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal([old], told);
    }

    private static void BeforeTheCacheFails(TestEngine engine, Func<Task> act) =>
        engine.Host.Cache.BeforeWrite = async key =>
        {
            if (!key.StartsWith("ptf:probe:", StringComparison.Ordinal))
            {
                engine.Host.Cache.BeforeWrite = null;
                await act();
                throw new IOException("READONLY");
            }
        };

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

    private static void MapWithClosing(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes
            .MapGet(
                "/p/{sid}/close",
                (HttpContext context) =>
                    context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
            )
            .SkipProfileTwoFactor();
    }
}
