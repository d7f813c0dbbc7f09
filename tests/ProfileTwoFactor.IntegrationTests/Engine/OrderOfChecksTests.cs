using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>For every call and every situation, the one check of the contract's order that answers.</summary>
public sealed class OrderOfChecksTests
{
    private static readonly string[] Calls =
    [
        "binding",
        "enable",
        "bind",
        "verify",
        "replace",
        "backup-codes",
        "disable",
        "members",
        "members/acme-mei/reset",
    ];

    [Theory]
    [InlineData(
        "nobody",
        "sign-in-required sign-in-required sign-in-required sign-in-required sign-in-required sign-in-required sign-in-required sign-in-required sign-in-required"
    )]
    [InlineData(
        "outsider",
        "not-a-member not-a-member not-a-member not-a-member not-a-member not-a-member not-a-member not-a-member not-a-member"
    )]
    [InlineData(
        "member-off",
        "not-owner not-owner not-enabled not-enabled not-enabled not-enabled not-owner not-owner not-owner"
    )]
    [InlineData(
        "owner-off",
        "200 no-pending-binding not-enabled not-enabled not-enabled not-enabled not-enabled 200 not-enabled"
    )]
    [InlineData(
        "member-unbound",
        "200 not-owner no-pending-binding not-bound not-bound not-bound not-owner not-owner not-owner"
    )]
    [InlineData(
        "member-no-window",
        "already-bound not-owner no-pending-binding invalid-code verification-required verification-required not-owner not-owner not-owner"
    )]
    [InlineData(
        "owner-unbound",
        "200 already-enabled no-pending-binding not-bound not-bound not-bound not-bound not-bound not-bound"
    )]
    [InlineData(
        "owner-no-window",
        "already-bound already-enabled no-pending-binding invalid-code verification-required verification-required verification-required verification-required verification-required"
    )]
    [InlineData(
        "owner-stale",
        "already-bound already-enabled no-pending-binding invalid-code fresh-verification-required fresh-verification-required fresh-verification-required 200 fresh-verification-required"
    )]
    [InlineData(
        "member-locked",
        "already-bound not-owner no-pending-binding locked-out 200 200 not-owner not-owner not-owner"
    )]
    [InlineData(
        "member-disabled",
        "already-bound not-owner no-pending-binding binding-disabled 200 200 not-owner not-owner not-owner"
    )]
    public async Task The_first_check_that_fails_answers(string situation, string expected)
    {
        var answers = expected.Split(' ');
        for (var i = 0; i < Calls.Length; i++)
        {
            await using var engine = await TestEngine.StartAsync();
            var browser = await ArrangeAsync(engine, situation);

            var answer =
                Calls[i] == "members"
                    ? await browser.GetAsync("/two-factor/api/profiles/acme/members")
                    : await browser.ProfilePostAsync("acme", Calls[i], Body(Calls[i]));

            var told = answer.Code ?? answer.StatusCode.ToString();
            Assert.True(answers[i] == told, $"{situation} {Calls[i]}: {told}, not {answers[i]}");
        }
    }

    [Fact]
    public async Task An_unknown_profile_is_not_found_by_any_call()
    {
        await using var engine = await TestEngine.StartAsync();
        var browser = await engine.Host.BrowserAsync("olivia");

        foreach (var call in Calls.Where(call => call != "members"))
        {
            AnswerAssert.Refused(
                404,
                "not-found",
                await browser.ProfilePostAsync("nil", call, Body(call))
            );
        }
    }

    [Fact]
    public async Task Without_the_antiforgery_token_nothing_else_is_looked_at()
    {
        await using var engine = await TestEngine.StartAsync();
        foreach (var user in new[] { null, "zoe", "olivia" })
        {
            var browser = await engine.Host.BrowserAsync(user);
            var before = engine.Host.Directory.Calls;
            foreach (var call in Calls.Where(call => call != "members"))
            {
                var request = new HttpRequestMessage(
                    HttpMethod.Post,
                    $"/two-factor/api/profiles/acme/{call}"
                );
                AnswerAssert.Refused(400, "antiforgery", await browser.SendAsync(request));
            }

            Assert.Equal(before, engine.Host.Directory.Calls);
        }
    }

    [Fact]
    public async Task A_stale_proof_gets_an_answer_that_says_how_fresh_it_has_to_be()
    {
        await using var engine = await TestEngine.StartAsync();
        var browser = await ArrangeAsync(engine, "owner-stale");

        foreach (
            var call in new[] { "replace", "backup-codes", "disable", "members/acme-mei/reset" }
        )
        {
            var answer = await browser.ProfilePostAsync("acme", call);
            AnswerAssert.Refused(401, "fresh-verification-required", answer);
            Assert.Equal(600, answer.Json.GetProperty("maxAge").GetInt64());
            Assert.Contains("max_age=\"600\"", answer.Header("WWW-Authenticate"));
        }
    }

    private static object? Body(string call) =>
        call is "enable" or "bind" or "verify" ? new { code = "nonsense" } : null;

    private static async Task<Browser> ArrangeAsync(TestEngine engine, string situation)
    {
        if (situation is "nobody" or "outsider")
        {
            return await engine.Host.BrowserAsync(situation == "outsider" ? "zoe" : null);
        }

        if (situation is "member-off" or "owner-off")
        {
            return await engine.Host.BrowserAsync(situation == "owner-off" ? "olivia" : "mark");
        }

        var (owner, _) = await engine.Host.EnableAsync();
        switch (situation)
        {
            case "member-unbound":
                return await engine.Host.BrowserAsync("mark");
            case "owner-unbound":
                engine.Host.Directory.TransferTo("acme", "mark");
                return await engine.Host.BrowserAsync("mark");
            case "owner-no-window":
                return await engine.Host.BrowserAsync("olivia");
            case "owner-stale":
                engine.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromTicks(1));
                return owner;
        }

        var (mark, _) = await engine.Host.BindAsync("mark");
        switch (situation)
        {
            case "member-locked":
                await engine.ChangeAsync(
                    "mark",
                    record =>
                        record with
                        {
                            Failures = 5,
                            LockedUntil = engine.Clock.GetUtcNow().AddSeconds(30),
                        }
                );
                return mark;
            case "member-disabled":
                await engine.ChangeAsync("mark", record => record with { Failures = 100 });
                return mark;
            default:
                return await engine.Host.BrowserAsync("mark");
        }
    }
}
