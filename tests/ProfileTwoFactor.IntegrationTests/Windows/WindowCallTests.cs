using System.Net;
using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A member's calls about their own browsers.</summary>
public sealed class WindowCallTests
{
    private const string Linux =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task The_list_shows_each_browser_of_the_member_and_nothing_that_opens_one()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var verified = engine.Clock.GetUtcNow();
        mark.UserAgent = Linux;
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        engine.Clock.Advance(TimeSpan.FromHours(2));
        var phone = await VerifiedAsync(engine, app, Phone);
        var opened = engine.Clock.GetUtcNow();
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        var answer = await mark.GetAsync("/two-factor/api/profiles/acme/windows");

        AnswerAssert.Ok(answer);
        Assert.Contains("no-store", answer.Response.Headers.CacheControl!.ToString());
        var windows = answer.Json.EnumerateArray().ToArray();
        Assert.Equal(2, windows.Length);
        Assert.Equal(
            ("Chrome on Linux", true, verified, engine.Clock.GetUtcNow()),
            (
                Client(windows[0]),
                IsCurrent(windows[0]),
                OpenedAt(windows[0]),
                LastActiveAt(windows[0])
            )
        );
        Assert.Equal(
            ("Safari on iPhone", false, opened, opened),
            (
                Client(windows[1]),
                IsCurrent(windows[1]),
                OpenedAt(windows[1]),
                LastActiveAt(windows[1])
            )
        );
        Assert.All(
            windows,
            window =>
                Assert.Equal(
                    ["id", "openedAt", "lastActiveAt", "client", "current"],
                    window.EnumerateObject().Select(property => property.Name)
                )
        );
        foreach (
            var cookie in CookieTests.WindowCookies(mark).Concat(CookieTests.WindowCookies(phone))
        )
        {
            Assert.DoesNotContain(
                cookie.Value.Split('.')[^1],
                answer.Body,
                StringComparison.Ordinal
            );
        }

        // Whose they are is decided by who asks.
        Assert.Equal(Id(windows[1]), Id((await phone.WindowsAsync())[0]));
        var other = Assert.Single(await owner.WindowsAsync());
        Assert.DoesNotContain(Id(other), answer.Body, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, other.GetProperty("client").ValueKind);
    }

    [Fact]
    public async Task No_window_was_active_before_it_was_opened()
    {
        await using var engine = await TestEngine.StartAsync();
        // Each look at the clock is a moment later, as it is outside of tests.
        engine.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(5);
        var (owner, _) = await engine.Host.EnableAsync();

        var window = Assert.Single(
            (await owner.GetAsync("/two-factor/api/profiles/acme/windows")).Json.EnumerateArray()
        );

        Assert.True(
            window.GetProperty("lastActiveAt").GetDateTimeOffset()
                >= window.GetProperty("openedAt").GetDateTimeOffset(),
            window.ToString()
        );
    }

    [Fact]
    public async Task A_window_that_is_ended_asks_again_and_the_others_stay()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);
        var tablet = await VerifiedAsync(engine, app, Linux);
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));

        var ended = await mark.EndAsync(IdOf(await mark.WindowsAsync(), "Safari on iPhone"));

        Assert.Equal((HttpStatusCode.NoContent, ""), (ended.Status, ended.Body));
        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await phone.GetAsync("/two-factor/api/profiles/acme/windows")
        );
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await tablet.GetAsync("/p/acme"));
        Assert.Equal(2, (await mark.WindowsAsync()).Length);
        engine.Clock.NextStep();
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        Assert.Equal(3, (await mark.WindowsAsync()).Length);
    }

    [Fact]
    public async Task All_others_end_and_the_own_one_stays()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);
        var tablet = await VerifiedAsync(engine, app, Linux);

        Assert.Equal(HttpStatusCode.NoContent, (await tablet.EndAsync()).Status);

        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await tablet.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        var left = Assert.Single(await tablet.WindowsAsync());
        Assert.True(IsCurrent(left));
        // Again: there is none to end, and that's what was asked for.
        Assert.Equal(HttpStatusCode.NoContent, (await tablet.EndAsync()).Status);
    }

    [Fact]
    public async Task The_own_window_can_be_ended_and_its_cookie_goes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var own = Assert.Single(await mark.WindowsAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await mark.EndAsync(Id(own))).Status);

        Assert.Empty(CookieTests.WindowCookies(mark));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("another-members")]
    [InlineData("ended-before")]
    [InlineData("another-profiles")]
    public async Task An_id_that_is_none_of_the_members_own_is_not_found_and_ends_nothing(
        string whose
    )
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);
        string id;
        switch (whose)
        {
            case "another-members":
                id = Id(Assert.Single(await owner.WindowsAsync()));
                break;
            case "ended-before":
                id = IdOf(await mark.WindowsAsync(), "Safari on iPhone");
                Assert.Equal(HttpStatusCode.NoContent, (await mark.EndAsync(id)).Status);
                phone = await VerifiedAsync(engine, app, Phone);
                break;
            case "another-profiles":
                var (oscar, _) = await engine.Host.EnableAsync("beta", "oscar");
                id = Id(Assert.Single(await oscar.WindowsAsync("beta")));
                break;
            default:
                id = "AAAAAAAAAAAAAAAAAAAAAA";
                break;
        }

        AnswerAssert.Refused(404, "not-found", await mark.EndAsync(id));

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("nobody", 401, "sign-in-required")]
    [InlineData("outsider", 403, "not-a-member")]
    [InlineData("off", 409, "not-enabled")]
    [InlineData("unbound", 409, "not-bound")]
    [InlineData("no-window", 401, "verification-required")]
    public async Task The_first_check_that_fails_answers(string situation, int status, string code)
    {
        await using var engine = await TestEngine.StartAsync();
        if (situation != "off")
        {
            await engine.WithMarkAsync();
        }

        var browser = await engine.Host.BrowserAsync(
            situation switch
            {
                "nobody" => null,
                "outsider" => "zoe",
                "unbound" => "mei",
                _ => "mark",
            }
        );

        AnswerAssert.Refused(
            status,
            code,
            await browser.GetAsync("/two-factor/api/profiles/acme/windows")
        );
        AnswerAssert.Refused(status, code, await browser.EndAsync());
        AnswerAssert.Refused(status, code, await browser.EndAsync("some-id"));
    }

    [Fact]
    public async Task Ending_needs_the_antiforgery_token()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);

        foreach (
            var (method, path) in new[]
            {
                (HttpMethod.Delete, "windows"),
                (
                    HttpMethod.Delete,
                    "windows/" + IdOf(await mark.WindowsAsync(), "Safari on iPhone")
                ),
                (HttpMethod.Post, "windows/revoke"),
            }
        )
        {
            AnswerAssert.Refused(
                400,
                "antiforgery",
                await mark.SendAsync(
                    new HttpRequestMessage(method, "/two-factor/api/profiles/acme/" + path)
                )
            );
        }

        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_profile_that_is_switched_off_and_on_begins_with_an_empty_list()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        await VerifiedAsync(engine, app, Phone);
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Refused(
            409,
            "not-enabled",
            await mark.GetAsync("/two-factor/api/profiles/acme/windows")
        );

        await owner.EnableAsync();
        await mark.BindAsync();

        Assert.True(IsCurrent(Assert.Single(await mark.WindowsAsync())));
        Assert.True(IsCurrent(Assert.Single(await owner.WindowsAsync())));
    }

    [Fact]
    public async Task A_new_authenticator_ends_what_the_old_one_opened_and_the_list_shows_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);
        var next = await mark.BeginAsync(call: "replace");

        AnswerAssert.Ok(
            await mark.ProfilePostAsync("acme", "bind", new { code = next.CurrentCode() })
        );

        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        Assert.True(IsCurrent(Assert.Single(await mark.WindowsAsync())));
    }

    [Fact]
    public async Task A_password_change_ends_the_windows_and_the_list_shows_it()
    {
        await using var engine = await TestEngine.StartAsync();
        engine.Host.Directory.AddMember("acme", "mark", securityStamp: "1");
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);

        engine.Host.Directory.AddMember("acme", "mark", securityStamp: "2");
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        Assert.True(IsCurrent(Assert.Single(await mark.WindowsAsync())));
    }

    [Fact]
    public async Task A_window_that_lapsed_is_not_listed()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await VerifiedAsync(engine, app, Phone);
        for (var hour = 0; hour < 25; hour++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(1));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }

        Assert.True(IsCurrent(Assert.Single(await mark.WindowsAsync())));
    }

    [Fact]
    public async Task Before_the_date_the_list_is_that_of_a_member_who_has_verified()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddDays(30));
        var (mark, app) = await engine.Host.BindAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");
        engine.Clock.NextStep();
        var phone = await VerifiedAsync(engine, app, Phone);
        AnswerAssert.Refused(
            409,
            "not-bound",
            await mei.GetAsync("/two-factor/api/profiles/acme/windows")
        );

        Assert.Equal(2, (await mark.WindowsAsync()).Length);
        Assert.Equal(HttpStatusCode.NoContent, (await mark.EndAsync()).Status);

        // Admitted as everyone is, and asked again once it counts.
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromDays(29) + TimeSpan.FromHours(23));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task With_report_only_the_calls_demand_a_code_and_the_gate_lets_through()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.Enforcement = EnforcementMode.ReportOnly
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);

        Assert.Equal(HttpStatusCode.NoContent, (await mark.EndAsync()).Status);

        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await phone.EndAsync());
    }

    [Fact]
    public async Task Windows_that_all_browsers_share_are_one_entry_and_end_for_all()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.WindowBinding = WindowBinding.Member
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var phone = await VerifiedAsync(engine, app, Phone);
        var tablet = await engine.Host.BrowserAsync("mark");
        var shared = Assert.Single(await mark.WindowsAsync());
        Assert.Equal((true, "Safari on iPhone"), (IsCurrent(shared), Client(shared)));
        Assert.Equal(Id(shared), Id(Assert.Single(await tablet.WindowsAsync())));
        Assert.Equal(HttpStatusCode.NoContent, (await tablet.EndAsync()).Status);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));

        Assert.Equal(HttpStatusCode.NoContent, (await tablet.EndAsync(Id(shared))).Status);

        foreach (var browser in new[] { mark, phone, tablet })
        {
            AnswerAssert.Refused(401, "verification-required", await browser.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task A_member_has_at_most_fifty_windows_and_the_oldest_ends()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, first, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await first.GetAsync("/p/acme"));
        Browser last = first;
        for (var i = 0; i < 50; i++)
        {
            last = await VerifiedAsync(engine, app, Linux);
        }

        Assert.Equal(50, (await last.WindowsAsync()).Length);
        AnswerAssert.Refused(401, "verification-required", await first.GetAsync("/p/acme"));
    }

    internal static async Task<Browser> VerifiedAsync(
        TestEngine engine,
        FakeAuthenticator app,
        string? agent = null,
        string user = "mark"
    )
    {
        engine.Clock.NextStep();
        var browser = await engine.Host.BrowserAsync(user);
        browser.UserAgent = agent;
        AnswerAssert.Ok(await browser.VerifyAsync(app.CurrentCode()));
        return browser;
    }

    internal static string Id(JsonElement window) => window.GetProperty("id").GetString()!;

    internal static bool IsCurrent(JsonElement window) =>
        window.GetProperty("current").GetBoolean();

    internal static string? Client(JsonElement window) => window.GetProperty("client").GetString();

    internal static DateTimeOffset? LastActiveAt(JsonElement window) =>
        window.GetProperty("lastActiveAt") is { ValueKind: JsonValueKind.String } at
            ? at.GetDateTimeOffset()
            : null;

    private static DateTimeOffset OpenedAt(JsonElement window) =>
        window.GetProperty("openedAt").GetDateTimeOffset();

    private static string IdOf(JsonElement[] windows, string client) =>
        Id(windows.Single(window => Client(window) == client));
}
