using System.Net;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using static ProfileTwoFactor.IntegrationTests.Windows.WindowCallTests;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>The store says which windows have ended, whatever the cache does.</summary>
public sealed class WindowTruthTests
{
    public enum Way
    {
        One,
        Others,
        Member,
        All,
        Own,
    }

    [Theory]
    [InlineData(Way.One)]
    [InlineData(Way.Others)]
    [InlineData(Way.Member)]
    [InlineData(Way.All)]
    [InlineData(Way.Own)]
    public async Task What_was_ended_stays_ended_when_the_cache_brings_it_back(Way way)
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app);
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        var snapshot = cache.Entries.ToArray();
        var cookies = phone.Cookies.GetCookieHeader(new Uri("https://localhost/"));

        await EndAsync(way, owner, mark, phone);
        foreach (var (key, value) in snapshot)
        {
            cache.Entries[key] = value;
        }

        AnswerAssert.Refused(401, "verification-required", await CopyAsync(engine, cookies));
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Refused(401, "verification-required", await CopyAsync(engine, cookies));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(Way.One)]
    [InlineData(Way.Others)]
    [InlineData(Way.Member)]
    [InlineData(Way.All)]
    [InlineData(Way.Own)]
    public async Task It_ends_with_a_cache_that_takes_no_writes(Way way)
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app);
        var cookies = phone.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        engine.Host.Cache.BeforeWrite = _ => throw new TimeoutException();
        engine.Host.Cache.Removing = _ => throw new TimeoutException();

        await EndAsync(way, owner, mark, phone);

        AnswerAssert.Refused(401, "verification-required", await CopyAsync(engine, cookies));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task With_a_cache_that_is_down_nothing_is_shown_or_opened_and_it_recovers()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        await VerifiedAsync(engine, app);
        engine.Host.Cache.Before = _ => throw new TimeoutException();

        AnswerAssert.Refused(
            503,
            "two-factor-unavailable",
            await mark.GetAsync("/two-factor/api/profiles/acme/windows")
        );
        AnswerAssert.Refused(503, "two-factor-unavailable", await mark.EndAsync());
        AnswerAssert.Refused(
            503,
            "two-factor-unavailable",
            await owner.ProfilePostAsync("acme", "windows/revoke")
        );

        engine.Host.Cache.Before = null;
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await mark.WindowsAsync()).Length);
    }

    [Fact]
    public async Task A_window_that_the_cache_lost_stays_listed_with_an_unknown_last_use_and_opens_nothing()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app);
        var tablet = await VerifiedAsync(engine, app);
        cache.Entries.Clear();
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        var windows = await mark.WindowsAsync();

        Assert.Equal(3, windows.Length);
        Assert.Equal([engine.Clock.GetUtcNow(), null, null], windows.Select(LastActiveAt));
        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        Assert.Equal(HttpStatusCode.NoContent, (await mark.EndAsync(Id(windows[1]))).Status);
        Assert.Equal(2, (await mark.WindowsAsync()).Length);
        engine.Clock.NextStep();
        AnswerAssert.Ok(await tablet.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await tablet.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Activity_that_the_cache_lost_is_unknown_while_the_window_can_still_be_open()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Clock.Advance(TimeSpan.FromHours(1));
        var phone = await VerifiedAsync(engine, app);
        foreach (
            var key in cache.Entries.Keys.Where(key =>
                key.StartsWith("ptf:a:", StringComparison.Ordinal)
            )
        )
        {
            cache.Entries.TryRemove(key, out var _);
        }

        engine.Clock.NextStep();
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));

        var windows = await phone.WindowsAsync();
        Assert.Equal(2, windows.Length);
        Assert.Null(LastActiveAt(windows[1]));
        engine.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Single(await phone.WindowsAsync());
    }

    [Fact]
    public async Task What_an_earlier_release_opened_goes_on_and_can_be_ended()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, app) = await engine.WithMarkAsync();
        // As the release before leaves it: a cookie without the mark, and a record without a list.
        var old = await AsBeforeAsync(engine, mark);

        AnswerAssert.Ok(await old.GetAsync("/p/acme"));
        var own = Assert.Single(await old.WindowsAsync());
        Assert.True(IsCurrent(own));
        var phone = await VerifiedAsync(engine, app);
        AnswerAssert.Ok(await old.GetAsync("/p/acme"));
        Assert.Equal(2, (await old.WindowsAsync()).Length);
        Assert.Single(await phone.WindowsAsync());

        // It goes on where all others end, and has a place in the list from then on.
        Assert.Equal(HttpStatusCode.NoContent, (await old.EndAsync()).Status);
        AnswerAssert.Ok(await old.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        var listed = Assert.Single(await old.WindowsAsync());
        Assert.True(IsCurrent(listed));
        var snapshot = cache.Entries.ToArray();
        Assert.Equal(HttpStatusCode.NoContent, (await old.EndAsync(Id(listed))).Status);
        foreach (var (key, value) in snapshot)
        {
            cache.Entries[key] = value;
        }

        AnswerAssert.Refused(401, "verification-required", await old.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(Way.One)]
    [InlineData(Way.Others)]
    [InlineData(Way.Member)]
    [InlineData(Way.All)]
    public async Task What_an_earlier_release_opened_ends_as_well(Way way)
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, app) = await engine.WithMarkAsync();
        var old = await AsBeforeAsync(engine, mark);
        var phone = await VerifiedAsync(engine, app);
        AnswerAssert.Ok(await old.GetAsync("/p/acme"));

        switch (way)
        {
            case Way.One:
                var own = (await old.WindowsAsync())[0];
                Assert.Equal(HttpStatusCode.NoContent, (await old.EndAsync(Id(own))).Status);
                break;
            case Way.Others:
                Assert.Equal(HttpStatusCode.NoContent, (await phone.EndAsync()).Status);
                break;
            default:
                await EndAsync(way, owner, mark, phone);
                break;
        }

        AnswerAssert.Refused(401, "verification-required", await old.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_owners_window_of_an_earlier_release_goes_on_where_all_others_end()
    {
        var (engine, cache) = await StartAsync();
        await using var _ = engine;
        var (owner, _) = await engine.Host.EnableAsync();
        var old = await AsBeforeAsync(engine, owner, "olivia");

        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await old.ProfilePostAsync("acme", "windows/revoke")).Status
            );
            AnswerAssert.Ok(await old.GetAsync("/p/acme"));
            Assert.Single(await old.WindowsAsync());
        }
    }

    private static async Task EndAsync(Way way, Browser owner, Browser mark, Browser phone)
    {
        var answer = way switch
        {
            Way.One => await mark.EndAsync(Id((await phone.WindowsAsync())[0])),
            Way.Others => await mark.EndAsync(),
            Way.Member => await owner.ProfilePostAsync(
                "acme",
                "windows/revoke",
                new { memberId = "acme-mark" }
            ),
            Way.Own => await phone.EndAsync(Id((await phone.WindowsAsync())[0])),
            _ => await owner.ProfilePostAsync("acme", "windows/revoke"),
        };
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
    }

    /// <summary>With the cookies as they were before.</summary>
    private static async Task<Answer> CopyAsync(TestEngine engine, string cookies)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Accept", "application/json");
        return await (await engine.Host.BrowserAsync()).SendAsync(request);
    }

    /// <summary>A browser whose window an earlier release opened, in place of the one it had.</summary>
    private static async Task<Browser> AsBeforeAsync(
        TestEngine engine,
        Browser browser,
        string user = "mark"
    )
    {
        var cookie = CookieTests.WindowCookies(browser).Single();
        var text = cookie.Value.Replace(".l.", ".", StringComparison.Ordinal);
        Assert.NotEqual(text, cookie.Value);
        await engine.ChangeAsync(
            user,
            record => record with { Windows = [], OnlyListedWindows = false }
        );
        await OldWindow.OpenAsync(engine, user, text);
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Refused(401, "verification-required", await browser.GetAsync("/p/acme"));
        var old = await engine.Host.BrowserAsync(user);
        old.Cookies.Add(
            new Cookie(cookie.Name, text, cookie.Path, cookie.Domain) { Secure = true }
        );
        return old;
    }

    private static async Task<(TestEngine Engine, SnoopingCache Cache)> StartAsync()
    {
        var cache = new SnoopingCache();
        var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<IDistributedCache>(cache)
        );
        return (engine, cache);
    }
}
