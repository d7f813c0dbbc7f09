using System.Net;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

public sealed class CookieTests
{
    private const string Prefix = ".ProfileTwoFactor.W.";

    [Fact]
    public async Task The_window_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();

        var header = WindowHeader(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=2592000", header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", header, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_verification_brings_a_new_token_and_ends_the_one_before()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var before = WindowCookies(mark).Single().Value;
        var thief = await engine.Host.BrowserAsync("mark");
        Plant(thief, WindowCookies(mark).Single().Name, before);
        AnswerAssert.Ok(await thief.GetAsync("/p/acme"));

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.NotEqual(before, WindowCookies(mark).Single().Value);
        AnswerAssert.Refused(401, "verification-required", await thief.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_token_set_before_the_verification_is_worth_nothing_after_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var name = WindowCookies(mark).Single().Name;
        var victim = await engine.Host.BrowserAsync("mark");
        Plant(victim, name, "known.to-the-attacker");
        AnswerAssert.Ok(await victim.VerifyAsync(app.CurrentCode()));

        var attacker = await engine.Host.BrowserAsync("mark");
        Plant(attacker, name, "known.to-the-attacker");
        AnswerAssert.Refused(401, "verification-required", await attacker.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_token_is_worth_nothing_with_another_members_sign_in()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var (mei, _) = await engine.Host.BindAsync("mei");
        var stolen = WindowCookies(mark).Single();

        var other = await engine.Host.BrowserAsync("mei");
        Plant(other, stolen.Name, stolen.Value);

        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_token_of_one_profile_is_worth_nothing_in_another()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var (beta, app) = await engine.Host.EnableAsync("beta", "oscar");
        var name = WindowCookies(beta).Single();
        var (oscar, _) = await engine.Host.BindAsync("oscar");
        var acme = WindowCookies(oscar).Single();

        Plant(oscar, name.Name, acme.Value);

        AnswerAssert.Ok(await oscar.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await oscar.GetAsync("/p/beta"));
        AnswerAssert.Ok(await beta.GetAsync("/p/beta"));
        Assert.NotEqual(name.Name, acme.Name);
    }

    [Fact]
    public async Task A_changed_security_stamp_ends_the_window_at_the_next_request()
    {
        await using var engine = await TestEngine.StartAsync();
        engine.Host.Directory.AddMember("acme", "mark", securityStamp: "one");
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Host.Directory.AddMember("acme", "mark", securityStamp: "two");

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task At_most_twenty_windows_and_the_oldest_goes()
    {
        var directory = TestDirectory.Seeded();
        for (var i = 0; i < 22; i++)
        {
            directory.AddProfile($"many{i}", $"Many {i}", "olivia");
            directory.AddMember($"many{i}", "olivia");
        }

        await using var engine = await TestEngine.StartAsync(directory: directory);
        var olivia = await engine.Host.BrowserAsync("olivia");
        for (var i = 0; i < 22; i++)
        {
            engine.Clock.NextStep();
            await olivia.EnableAsync($"many{i}");
            Assert.True(WindowCookies(olivia).Count <= 20);
        }

        AnswerAssert.Refused(401, "verification-required", await olivia.GetAsync("/p/many0"));
        AnswerAssert.Refused(401, "verification-required", await olivia.GetAsync("/p/many1"));
        for (var i = 2; i < 22; i++)
        {
            AnswerAssert.Ok(await olivia.GetAsync($"/p/many{i}"));
        }
    }

    [Fact]
    public async Task A_cookie_of_absurd_length_is_no_token()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var name = WindowCookies(mark).Single().Name;
        var other = await engine.Host.BrowserAsync("mark");
        Plant(other, name, new string('a', 3000));

        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
    }

    internal static List<Cookie> WindowCookies(Browser browser) =>
        [
            .. browser
                .Cookies.GetAllCookies()
                .Where(cookie =>
                    cookie.Name.Contains(Prefix, StringComparison.Ordinal) && !cookie.Expired
                ),
        ];

    private static void Plant(Browser browser, string name, string value) =>
        browser.Cookies.Add(new Cookie(name, value, "/", "localhost") { Secure = true });

    private static string WindowHeader(Answer answer) =>
        answer
            .Response.Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.Contains(Prefix, StringComparison.Ordinal));
}
