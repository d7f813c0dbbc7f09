using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Races;

public sealed class HttpRaceTests
{
    [Fact]
    public async Task Of_64_browsers_with_one_code_one_gets_a_window()
    {
        await using var engine = await StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var browsers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => engine.Host.BrowserAsync("mark"))
        );
        var code = app.CurrentCode();

        var answers = await Crowd.RunAsync(64, i => browsers[i].VerifyAsync(code));
        var pages = await Task.WhenAll(browsers.Select(browser => browser.GetAsync("/p/acme")));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == 200));
        Assert.Equal(63, answers.Count(answer => answer.Code == "invalid-code"));
        Assert.Equal(1, pages.Count(page => page.StatusCode == 200));
    }

    [Fact]
    public async Task A_storm_of_wrong_codes_over_every_endpoint_and_browser_meets_one_budget()
    {
        await using var engine = await StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await mark.BeginAsync(call: "replace");
        var browsers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => engine.Host.BrowserAsync("mark"))
        );
        var wrong = app.WrongCode();
        // Each browser has its antiforgery cookie before it is used by several hands at once.
        foreach (var browser in browsers)
        {
            AnswerAssert.Ok(await browser.GetAsync("/two-factor/api/antiforgery"));
        }

        var answers = await Crowd.RunAsync(
            120,
            i =>
                (i % 3) switch
                {
                    0 => browsers[i % 30].VerifyAsync(wrong),
                    1 => browsers[i % 30]
                        .ProfilePostAsync(
                            "acme",
                            "verify",
                            new { backupCode = "AAAA-BBBB-CCCC-DDDD" }
                        ),
                    _ => mark.ProfilePostAsync("acme", "bind", new { code = wrong }),
                }
        );

        Assert.Equal(5, answers.Count(answer => answer.Code == "invalid-code"));
        Assert.Equal(115, answers.Count(answer => answer.Code == "locked-out"));
    }

    [Fact]
    public async Task Of_two_Owners_sessions_that_enable_at_once_one_wins_and_the_other_hears_conflict()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var engine = await StartAsync();
            var first = await engine.Host.BrowserAsync("olivia");
            var app = await first.BeginAsync();
            string[] codes = [app.CurrentCode(-1), app.CurrentCode(), app.CurrentCode(1)];

            var answers = await Crowd.RunAsync(
                3,
                i => first.ProfilePostAsync("acme", "enable", new { code = codes[i] })
            );

            Assert.Equal(1, answers.Count(answer => answer.StatusCode == 200));
            Assert.All(
                answers.Where(answer => answer.StatusCode != 200),
                // An older step that lost the race to a newer one is a wrong code; the others meet the switch.
                answer =>
                    Assert.Contains(
                        answer.Code,
                        new[] { "already-enabled", "invalid-code", "no-pending-binding" }
                    )
            );
            Assert.NotNull((await engine.RecordAsync("olivia"))!.Active);
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(200, (await first.VerifyAsync(app.CurrentCode())).StatusCode);
        }
    }

    [Fact]
    public async Task Of_two_browsers_that_begin_only_the_later_one_can_enable()
    {
        await using var engine = await StartAsync();
        var first = await engine.Host.BrowserAsync("olivia");
        var second = await engine.Host.BrowserAsync("olivia");
        var old = await first.BeginAsync();
        var app = await second.BeginAsync();

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await first.ProfilePostAsync("acme", "enable", new { code = old.CurrentCode() })
        );
        AnswerAssert.Ok(
            await second.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
        AnswerAssert.Refused(
            409,
            "already-enabled",
            await first.ProfilePostAsync("acme", "enable", new { code = old.CurrentCode() })
        );
    }

    private static Task<TestEngine> StartAsync() =>
        TestEngine.StartAsync(options =>
        {
            options.DependencyTimeout = TimeSpan.FromSeconds(20);
            // The limit would thin the races out before they reach the store.
            options.ConcurrentCodeAttempts = 1000;
            options.ConcurrentCodeAttemptsPerMember = 1000;
        });
}
