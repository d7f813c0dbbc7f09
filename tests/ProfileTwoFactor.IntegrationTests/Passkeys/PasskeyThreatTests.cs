using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>What passkeys must not let happen.</summary>
public sealed class PasskeyThreatTests
{
    [Fact]
    public async Task A_proof_given_to_another_origin_or_for_another_relying_party_is_refused()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        key.Origin = "https://evil.example";

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));
        key.Origin = "https://localhost";
        key.RelyingPartyId = "evil.example";
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));

        Assert.Equal(1, (await engine.RecordAsync("mark"))!.Failures);
        key.RelyingPartyId = null;
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task A_passkey_created_for_another_origin_is_not_bound()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator("https://evil.example");

        AnswerAssert.Refused(400, "invalid-code", await mark.BindPasskeyAsync(key));
        Assert.Null((await engine.RecordAsync("mark"))?.Active);
    }

    [Fact]
    public async Task One_challenge_answered_twice_on_two_nodes_counts_once()
    {
        var (here, there) = await PasskeyBed.TwoNodesAsync();
        await using var first = here;
        await using var second = there;
        var (mark, key) = await BoundAsync(here);
        var other = await BrowserOnAsync(there, mark);
        // Without a counter nothing but the challenge tells the two apart.
        key.Counts = false;
        await ForgetCounterAsync(here);
        var proof = key.Get(await mark.AskOptionsAsync());
        CopyCookies(mark, other);

        AnswerAssert.Ok(await mark.SendProofAsync(proof));
        AnswerAssert.Refused(400, "invalid-code", await other.SendProofAsync(proof));

        Assert.Equal(0, (await here.RecordAsync("mark"))!.Failures);
        CopyCookies(mark, other);
        AnswerAssert.Ok(await other.VerifyPasskeyAsync(key));
    }

    [Fact]
    public async Task One_challenge_answered_by_many_at_once_on_two_nodes_counts_once()
    {
        var (here, there) = await PasskeyBed.TwoNodesAsync();
        await using var first = here;
        await using var second = there;
        var (mark, key) = await BoundAsync(here);
        key.Counts = false;
        await ForgetCounterAsync(here);
        var proof = key.Get(await mark.AskOptionsAsync());
        var browsers = new List<Browser>();
        for (var i = 0; i < 8; i++)
        {
            var host = i % 2 == 0 ? here.Host : there;
            var browser = await BrowserOnAsync(host, mark);
            CopyCookies(mark, browser);
            browsers.Add(browser);
        }

        var answers = await Task.WhenAll(browsers.Select(it => it.SendProofAsync(proof)));

        Assert.Single(answers, it => it.StatusCode == 200);
        Assert.All(
            answers.Where(it => it.StatusCode != 200),
            it => Assert.Equal("invalid-code", it.Code)
        );
    }

    [Fact]
    public async Task One_new_passkey_sent_twice_on_two_nodes_is_bound_once()
    {
        var (here, there) = await PasskeyBed.TwoNodesAsync();
        await using var first = here;
        await using var second = there;
        await here.Host.EnableAsync();
        var mark = await here.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await mark.CreateOptionsAsync());
        var other = await BrowserOnAsync(there, mark);
        CopyCookies(mark, other);

        AnswerAssert.Ok(await mark.SendNewAsync(created));
        AnswerAssert.Refused(409, "no-pending-binding", await other.SendNewAsync(created));
        Assert.Single((await here.RecordAsync("mark"))!.Active!.Authenticators);
    }

    [Fact]
    public async Task A_challenge_of_another_browser_or_member_is_worth_nothing()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        var other = await engine.Host.BrowserAsync("mark");
        var mei = await engine.Host.BrowserAsync("mei");
        using var meisKey = new FakePasskeyAuthenticator();
        await mei.BindPasskeyAsync(meisKey);
        var proof = key.Get(await mark.AskOptionsAsync());

        // Another browser of the same member, without the ticket.
        AnswerAssert.Refused(400, "invalid-code", await other.SendProofAsync(proof));
        // Another member, with it.
        CopyTicket(mark, mei);
        AnswerAssert.Refused(400, "invalid-code", await mei.SendProofAsync(proof));
        Assert.Equal(0, (await engine.RecordAsync("mei"))!.Failures);
        AnswerAssert.Ok(await mark.SendProofAsync(proof));
    }

    [Fact]
    public async Task A_challenge_of_an_epoch_before_binds_nothing()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (olivia, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await mark.CreateOptionsAsync());
        AnswerAssert.Ok(await olivia.ProfilePostAsync("acme", "disable"));
        engine.Clock.NextStep();
        await olivia.EnableAsync();

        AnswerAssert.Refused(409, "no-pending-binding", await mark.SendNewAsync(created));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public async Task A_challenge_lives_for_five_minutes(int seconds, bool lives)
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        var proof = key.Get(await mark.AskOptionsAsync());
        engine.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await mark.SendProofAsync(proof);

        Assert.Equal(lives ? null : "invalid-code", answer.Code);
    }

    [Fact]
    public async Task A_challenge_for_binding_verifies_nothing_and_the_other_way_round()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        var bind = await mark.CreateOptionsAsync();
        var asked = new JsonObject
        {
            ["challenge"] = (string)JsonNode.Parse(bind)!["challenge"]!,
            ["rpId"] = "localhost",
            ["allowCredentials"] = JsonNode.Parse(bind)!["excludeCredentials"]!.DeepClone(),
        };

        AnswerAssert.Refused(
            400,
            "invalid-code",
            await mark.SendProofAsync(key.Get(asked.ToJsonString()))
        );
    }

    [Fact]
    public async Task A_passkey_of_another_member_is_refused()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, _) = await BoundAsync(engine);
        var mei = await engine.Host.BrowserAsync("mei");
        using var meisKey = new FakePasskeyAuthenticator();
        await mei.BindPasskeyAsync(meisKey);
        var options = JsonNode.Parse(await mark.AskOptionsAsync())!;
        options["allowCredentials"] = JsonNode.Parse(await mei.AskOptionsAsync())![
            "allowCredentials"
        ]!.DeepClone();

        AnswerAssert.Refused(
            400,
            "invalid-code",
            await mark.SendProofAsync(meisKey.Get(options.ToJsonString()))
        );
        Assert.Equal(1, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task A_counter_that_goes_back_disables_the_passkey_on_every_node_and_no_other()
    {
        var (here, there) = await PasskeyBed.TwoNodesAsync();
        await using var first = here;
        await using var second = there;
        var (mark, key) = await BoundAsync(here);
        using var spare = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(spare));
        key.SignCount = 10;
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        key.SignCount = 4;

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));

        // The window that it opened ends with it.
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        var authenticators = (await here.RecordAsync("mark"))!.Active!.Authenticators;
        Assert.Equal(here.Clock.GetUtcNow(), authenticators[0].DisabledAt);
        Assert.Null(authenticators[1].DisabledAt);
        Assert.Equal(11u, authenticators[0].Passkey!.SignCount);
        key.SignCount = 100;
        var other = await BrowserOnAsync(there, mark);
        var asked = await other.AskOptionsAsync();
        Assert.Throws<InvalidOperationException>(() => key.Get(asked));
        AnswerAssert.Ok(await other.SendProofAsync(spare.Get(asked)));
    }

    [Fact]
    public async Task Wrong_proofs_share_the_budget_of_codes()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        await mark.BindPasskeyAsync(key);
        key.RelyingPartyId = "evil.example";
        for (var i = 0; i < 3; i++)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));
        }

        var prepared = key.Get(await mark.AskOptionsAsync());
        for (var i = 0; i < 2; i++)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));
        }

        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(app.Code()));
        AnswerAssert.Refused(429, "locked-out", await mark.SendProofAsync(prepared));
        AnswerAssert.Refused(
            429,
            "locked-out",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/assertion-options")
        );
    }

    [Fact]
    public async Task Challenges_that_are_used_up_are_forgotten_when_they_would_have_expired()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        for (var i = 0; i < 5; i++)
        {
            AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        }

        Assert.Equal(6, (await engine.RecordAsync("mark"))!.SpentSignIns.Count);
        // On another node, whose clock is behind, they haven't expired yet.
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        Assert.Equal(7, (await engine.RecordAsync("mark"))!.SpentSignIns.Count);
        engine.Clock.Advance(TimeSpan.FromMinutes(10));
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        Assert.Single((await engine.RecordAsync("mark"))!.SpentSignIns);
    }

    [Fact]
    public async Task Challenges_that_are_used_up_too_fast_have_a_wait_that_is_not_said_to_be_for_wrong_codes()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, key) = await BoundAsync(engine);
        var expires = engine.Clock.GetUtcNow().AddMinutes(1);
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    SpentSignIns =
                    [
                        .. Enumerable.Range(0, 200).Select(i => new SpentSignIn($"{i}", expires)),
                    ],
                }
        );

        var refused = await mark.VerifyPasskeyAsync(key);

        AnswerAssert.Refused(429, "locked-out", refused);
        Assert.False(refused.Json.TryGetProperty("reason", out _));
        Assert.StartsWith(
            "No code is accepted at the moment.",
            refused.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
    }

    [Fact]
    public async Task Nothing_is_bound_without_the_proof_that_a_first_binding_needs()
    {
        var mail = new RecordingCodeSender();
        await using var engine = await PasskeyBed.StartAsync(
            options: options => options.EnrollmentProof = EnrollmentProof.Required,
            services: services => services.AddSingleton<IEnrollmentCodeSender>(mail)
        );
        var olivia = await engine.Host.BrowserAsync("olivia");
        await olivia.ProfilePostAsync("acme", "enrollment/email");
        using var owners = new FakePasskeyAuthenticator();
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await olivia.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        var proven = await olivia.PostAsync(
            PasskeyCalls.Acme + "passkeys/options",
            new { proof = mail.Code }
        );
        AnswerAssert.Ok(proven);
        AnswerAssert.Ok(await olivia.SendNewAsync(owners.Create(proven.Body), call: "enable"));

        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Refused(
            400,
            "invalid-proof",
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options", new { proof = "00000000" })
        );
        AnswerAssert.Ok(
            await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options", new { proof = mail.Code })
        );
        // The prompt was cancelled: this browser has given its proof, another one has not.
        using var key = new FakePasskeyAuthenticator();
        var again = await mark.CreateOptionsAsync();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await other.PostAsync(PasskeyCalls.Acme + "passkeys/options")
        );
        AnswerAssert.Ok(await mark.SendNewAsync(key.Create(again)));
    }

    [Fact]
    public async Task A_proof_given_for_a_code_counts_for_a_passkey_of_the_same_browser()
    {
        var mail = new RecordingCodeSender();
        await using var engine = await PasskeyBed.StartAsync(
            options: options => options.EnrollmentProof = EnrollmentProof.Required,
            services: services => services.AddSingleton<IEnrollmentCodeSender>(mail)
        );
        var olivia = await engine.Host.BrowserAsync("olivia");
        await olivia.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(
            await olivia.ProfilePostAsync("acme", "binding", new { proof = mail.Code })
        );
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Ok(
            await olivia.SendNewAsync(key.Create(await olivia.CreateOptionsAsync()), call: "enable")
        );
    }

    [Fact]
    public async Task A_binding_begun_before_the_member_was_bound_elsewhere_adds_nothing()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var thief = await engine.Host.BrowserAsync("mark");
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await thief.CreateOptionsAsync());
        await mark.BindAsync();

        AnswerAssert.Refused(409, "no-pending-binding", await thief.SendNewAsync(created));
        Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
    }

    [Fact]
    public async Task A_binding_begun_beside_others_needs_the_window_when_it_is_completed()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await mark.CreateOptionsAsync());
        var other = await engine.Host.BrowserAsync("mark");
        CopyTicket(mark, other);

        AnswerAssert.Refused(401, "verification-required", await other.SendNewAsync(created));
        AnswerAssert.Ok(await mark.SendNewAsync(created));
    }

    private static async Task<(Browser Mark, FakePasskeyAuthenticator Key)> BoundAsync(
        TestEngine engine
    )
    {
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        return (mark, key);
    }

    private static Task ForgetCounterAsync(TestEngine engine) =>
        engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators =
                        [
                            .. record.Active.Authenticators.Select(it =>
                                it with
                                {
                                    Passkey = it.Passkey! with { SignCount = 0 },
                                }
                            ),
                        ],
                    },
                }
        );

    /// <summary>The same browser, sent to another node by the load balancer.</summary>
    private static async Task<Browser> BrowserOnAsync(GateHost host, Browser browser)
    {
        var other = await host.BrowserAsync();
        CopyCookies(browser, other);
        return other;
    }

    private static void CopyCookies(Browser from, Browser to) =>
        to.Cookies.Add(from.Cookies.GetAllCookies());

    private static void CopyTicket(Browser from, Browser to)
    {
        foreach (System.Net.Cookie cookie in from.Cookies.GetAllCookies())
        {
            if (cookie.Name.StartsWith(".ProfileTwoFactor.K.", StringComparison.Ordinal))
            {
                to.Cookies.Add(cookie);
            }
        }
    }
}
