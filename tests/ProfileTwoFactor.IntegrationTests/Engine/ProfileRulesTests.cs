using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>The Owner's values for a profile: what the call takes, and what they do to windows, sensitive actions, and first bindings.</summary>
public sealed class ProfileRulesTests
{
    private readonly RecordingCodeSender _mail = new();

    [Fact]
    public async Task The_status_has_the_values_that_count_and_the_limits()
    {
        await using var engine = await StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");

        var policy = (await mark.StatusAsync()).Json.GetProperty("policy");

        Assert.Equal(
            """
            {"window":86400,"absoluteLifetime":2592000,"sensitiveActionMaxAge":600,"message":null,"enrollmentProof":"none","allowedAuthenticators":["totp"],"setByOwner":[],"limits":{"window":{"minimum":60,"maximum":86400},"absoluteLifetime":{"minimum":60,"maximum":2592000},"sensitiveActionMaxAge":{"minimum":60,"maximum":600},"messageLength":500,"enrollmentProof":["none","required"],"allowedAuthenticators":["totp"]}}
            """,
            WithoutVersion(policy)
        );
    }

    [Fact]
    public async Task Every_rule_can_be_set_and_taken_back()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();

        var set = await owner.PolicyAsync(
            new
            {
                window = 3600,
                absoluteLifetime = "7.00:00:00",
                sensitiveActionMaxAge = "PT5M",
                message = "  Ask <b>Olivia</b>.\r\n困ったら連絡してください。 ",
                enrollmentProof = "required",
                allowedAuthenticators = new[] { "totp" },
            }
        );

        AnswerAssert.Ok(set);
        var policy = set.Json.GetProperty("policy");
        Assert.Equal(3600, policy.GetProperty("window").GetInt64());
        Assert.Equal(604_800, policy.GetProperty("absoluteLifetime").GetInt64());
        Assert.Equal(300, policy.GetProperty("sensitiveActionMaxAge").GetInt64());
        Assert.Equal(
            "Ask <b>Olivia</b>.\n困ったら連絡してください。",
            policy.GetProperty("message").GetString()
        );
        Assert.Equal("required", policy.GetProperty("enrollmentProof").GetString());
        Assert.Equal(6, policy.GetProperty("setByOwner").GetArrayLength());
        // What isn't named stays.
        policy = (await owner.PolicyAsync(new { message = "" })).Json.GetProperty("policy");
        Assert.Equal(JsonValueKind.Null, policy.GetProperty("message").ValueKind);
        Assert.Equal(3600, policy.GetProperty("window").GetInt64());
        // Null is the app's value.
        var nothing = await owner.PolicyAsync(
            new
            {
                window = (int?)null,
                absoluteLifetime = (int?)null,
                sensitiveActionMaxAge = (int?)null,
                enrollmentProof = (string?)null,
                allowedAuthenticators = (string[]?)null,
            }
        );
        AnswerAssert.Ok(nothing);
        policy = nothing.Json.GetProperty("policy");
        Assert.Equal(86_400, policy.GetProperty("window").GetInt64());
        Assert.Equal(0, policy.GetProperty("setByOwner").GetArrayLength());
    }

    [Theory]
    [InlineData("7200")]
    [InlineData("7200.0")]
    [InlineData("7.2e3")]
    [InlineData("\"02:00:00\"")]
    [InlineData("\"2:00:00\"")]
    [InlineData("\"0.02:00:00\"")]
    [InlineData("\"PT2H\"")]
    [InlineData("\"PT120M\"")]
    [InlineData("\"PT1H59M60S\"")]
    [InlineData("\"P0DT2H\"")]
    public async Task A_duration_can_be_written_in_each_of_these_ways(string json)
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();

        var answer = await owner.PolicyAsync(JsonNode.Parse($$"""{"window":{{json}}}"""));

        AnswerAssert.Ok(answer);
        Assert.Equal(7200, answer.Json.GetProperty("policy").GetProperty("window").GetInt64());
    }

    /// <summary>What is wrong is named, and nothing of the request is done.</summary>
    [Theory]
    [InlineData("""{"window":59}""", "\"window\" is 59 seconds (00:00:59), but the minimum is 60")]
    [InlineData(
        """{"window":86401}""",
        "\"window\" is 86401 seconds (1.00:00:01), but the maximum is 86400"
    )]
    [InlineData("""{"window":0}""", "\"window\" is 0 seconds")]
    [InlineData("""{"window":-3600}""", "\"window\" is -3600 seconds (-01:00:00)")]
    [InlineData("""{"window":1e20}""", "\"window\"")]
    [InlineData("""{"window":3600.5}""", "\"window\" must be a whole number of seconds")]
    [InlineData("""{"window":"3600"}""", "\"window\" must be")]
    [InlineData("""{"window":"1h"}""", "\"window\" must be")]
    [InlineData("""{"window":"01:60:00"}""", "\"window\" must be")]
    [InlineData("""{"window":"01:00"}""", "\"window\" must be")]
    [InlineData("""{"window":"-01:00:00"}""", "\"window\" must be")]
    [InlineData("""{"window":"P"}""", "\"window\" must be")]
    [InlineData("""{"window":"PT"}""", "\"window\" must be")]
    [InlineData("""{"window":"P1DT"}""", "\"window\" must be")]
    [InlineData("""{"window":"P1M"}""", "\"window\" must be")]
    [InlineData("""{"window":"PT1M1H"}""", "\"window\" must be")]
    [InlineData("""{"window":"PT1H\n"}""", "\"window\" must be")]
    [InlineData("""{"window":"１:00:00"}""", "\"window\" must be")]
    [InlineData("""{"window":true}""", "\"window\" must be")]
    [InlineData("""{"window":[3600]}""", "\"window\" must be")]
    [InlineData("""{"absoluteLifetime":2592001}""", "\"absoluteLifetime\" is 2592001 seconds")]
    [InlineData("""{"absoluteLifetime":"infinite"}""", "\"absoluteLifetime\" must be")]
    [InlineData(
        """{"sensitiveActionMaxAge":601}""",
        "\"sensitiveActionMaxAge\" is 601 seconds (00:10:01), but the maximum is 600"
    )]
    [InlineData("""{"sensitiveActionMaxAge":1}""", "but the minimum is 60 seconds")]
    [InlineData("""{"message":5}""", "\"message\" must be a string")]
    [InlineData("""{"message":"a\u0000b"}""", "\"message\" contains the character U+0000")]
    [InlineData("""{"message":"a\u001b[31mb"}""", "\"message\" contains the character U+001B")]
    [InlineData("""{"message":"a\u202eb"}""", "\"message\" contains the character U+202E")]
    [InlineData("""{"message":"a\tb"}""", "\"message\" contains the character U+0009")]
    [InlineData("""{"message":"\ud800"}""", "not valid JSON")]
    [InlineData("""{"enrollmentProof":"Required"}""", "\"enrollmentProof\" must be")]
    [InlineData("""{"enrollmentProof":true}""", "\"enrollmentProof\" must be")]
    [InlineData("""{"allowedAuthenticators":[]}""", "\"allowedAuthenticators\" is empty")]
    [InlineData("""{"allowedAuthenticators":["totp","totp"]}""", "contains a kind twice")]
    [InlineData(
        """{"allowedAuthenticators":["passkey"]}""",
        "contains \"passkey\", but an Owner can choose from: totp"
    )]
    [InlineData("""{"allowedAuthenticators":["TOTP"]}""", "contains \"TOTP\"")]
    [InlineData(
        """{"allowedAuthenticators":"totp"}""",
        "\"allowedAuthenticators\" must be an array"
    )]
    [InlineData(
        """{"allowedAuthenticators":[null]}""",
        "\"allowedAuthenticators\" must be an array"
    )]
    [InlineData("""{"version":1}""", "\"version\" must be")]
    [InlineData("""{"Window":3600}""", "isn't a rule")]
    [InlineData("""{"activeAfter":null}""", "isn't a rule")]
    [InlineData("""{"window":3600,"window":60}""", "not valid JSON")]
    [InlineData("""[]""", "must be a JSON object")]
    [InlineData("""{"window":3600,"profileId":"beta"}""", "different profile id")]
    public async Task Bad_input_is_refused_by_name_and_changes_nothing(string body, string named)
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { absoluteLifetime = 86_400 }));
        var before = await engine.Policies.FindAsync(TestEngine.Scope(), default);

        var answer = await SendAsync(
            owner,
            // Beside the mistake something that would be right.
            body[0] == '{'
            && !body.Contains("message", StringComparison.Ordinal)
                ? $$"""{"message":"kept out",{{body[1..]}}"""
                : body
        );

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.Contains(
            named,
            answer.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        var after = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((before!.ChangeId, before.Values), (after!.ChangeId, after.Values));
    }

    [Fact]
    public async Task A_message_of_the_greatest_length_is_kept_and_a_longer_one_is_refused()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var longest = new string('あ', 500);

        AnswerAssert.Ok(await owner.PolicyAsync(new { message = longest }));
        var refused = await owner.PolicyAsync(new { message = longest + "あ" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.Contains("501 characters", refused.Body, StringComparison.Ordinal);
        Assert.Equal(longest, Message(await owner.StatusAsync()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"profileId":"acme"}""")]
    public async Task A_body_without_a_rule_changes_nothing(string? body)
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var (owner, _) = await engine.Host.EnableAsync();
        var before = await engine.Policies.FindAsync(TestEngine.Scope(), default);

        AnswerAssert.Ok(await owner.PolicyAsync(body is null ? null : JsonNode.Parse(body)));

        var after = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((before!.ChangeId, before.Values), (after!.ChangeId, after.Values));
        Assert.Empty(events.Of<ProfilePolicyChanged>());
    }

    [Fact]
    public async Task The_call_is_the_owners_and_checks_in_the_order_of_the_contract()
    {
        await using var engine = await StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Refused(409, "not-enabled", await owner.PolicyAsync(new { window = 1 }));
        await owner.EnableAsync();
        await engine.Host.BindAsync("mark");

        foreach (
            var (user, status, code) in new[]
            {
                ("mark", 403, "not-owner"),
                ("zoe", 403, "not-a-member"),
                (null, 401, "sign-in-required"),
            }
        )
        {
            var browser = await engine.Host.BrowserAsync(user);
            // Before the values are looked at.
            AnswerAssert.Refused(status, code, await browser.PolicyAsync(new { window = 1 }));
        }

        AnswerAssert.Refused(404, "not-found", await owner.PolicyAsync(new { }, "nowhere"));
        var elsewhere = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.PolicyAsync(new { window = 1 })
        );
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await owner.PolicyAsync(new { window = 1 })
        );
        AnswerAssert.Refused(
            400,
            "antiforgery",
            await owner.SendAsync(
                new HttpRequestMessage(HttpMethod.Put, "/two-factor/api/profiles/acme/policy")
            )
        );
    }

    [Fact]
    public async Task A_shorter_window_counts_for_open_windows_at_the_next_request()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, markApp) = await BothAsync(engine);
        var (mei, _) = await engine.Host.BindAsync("mei");
        engine.Clock.Advance(TimeSpan.FromHours(2));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(59));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await mei.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    /// <summary>A decision that was kept a moment ago must not outlive the change.</summary>
    [Fact]
    public async Task A_kept_decision_ends_with_the_change()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        var passive = await mark.GetAsync("/passive/acme");
        AnswerAssert.Ok(passive);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 300 }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/passive/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>From this node's view, another one changed the row.</summary>
    [Fact]
    public async Task A_change_on_another_node_counts_within_the_lifetime_of_a_decision()
    {
        await using var engine = await StartAsync();
        var (_, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        await WriteAsync(engine, new() { WindowLifetime = TimeSpan.FromMinutes(5) });

        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/passive/acme"));
    }

    [Fact]
    public async Task A_longer_window_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        // Lapses without being looked at.
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Assert.Equal("verification-required", State(await mark.StatusAsync()));
    }

    [Fact]
    public async Task A_longer_absolute_lifetime_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { absoluteLifetime = 7200 }));
        engine.Clock.Advance(TimeSpan.FromMinutes(90));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(31));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { absoluteLifetime = "30.00:00:00" }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>Shorter and longer in quick succession, in one request after the other.</summary>
    [Fact]
    public async Task Shorter_and_at_once_longer_again_ends_what_was_idle_for_longer()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 86_400 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "another change" }));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_longer_window_counts_for_windows_that_are_open()
    {
        await using var engine = await StartAsync(configure: options =>
            options.PolicyLimits.MaxWindowLifetime = TimeSpan.FromDays(7)
        );
        var (owner, _, mark, _) = await BothAsync(engine);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = "P7D" }));
        engine.Clock.Advance(TimeSpan.FromDays(6));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromDays(7));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Rules_outlive_disabling_and_enabling_and_no_window_does()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(
            await owner.PolicyAsync(
                new
                {
                    window = 3600,
                    message = "Ask me.",
                    sensitiveActionMaxAge = 120,
                }
            )
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        Assert.Equal("Ask me.", Message(await owner.StatusAsync()));
        AnswerAssert.Refused(409, "not-enabled", await owner.PolicyAsync(new { window = 7200 }));

        engine.Clock.Advance(TimeSpan.FromHours(2));
        await owner.EnableAsync();

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        var policy = (await owner.StatusAsync()).Json.GetProperty("policy");
        Assert.Equal(
            (3600, 120),
            (
                policy.GetProperty("window").GetInt64(),
                policy.GetProperty("sensitiveActionMaxAge").GetInt64()
            )
        );
        engine.Clock.Advance(TimeSpan.FromHours(1));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_revives_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        engine.Clock.Advance(TimeSpan.FromHours(2));
        await FreshAsync(owner, ownerApp);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));

        engine.Clock.AdjustTime(engine.Clock.GetUtcNow().AddMinutes(-90));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>A clock that was ahead when the rules were changed has left moments that are far in the future.</summary>
    [Theory]
    [InlineData("window")]
    [InlineData("absoluteLifetime")]
    [InlineData("message")]
    public async Task Rules_changed_by_a_clock_that_was_ahead_let_members_verify_now(string rule)
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, markApp) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(Change(3600)));
        var spare = await BackupCodeAsync(owner);
        var right = engine.Clock.GetUtcNow();
        engine.Clock.AdjustTime(right.AddDays(40));
        // A backup code doesn't need the right time.
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "verify", new { backupCode = spare }));
        AnswerAssert.Ok(await owner.PolicyAsync(Change(7200)));
        engine.Clock.AdjustTime(right.AddMinutes(5));

        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.VerifyAsync(ownerApp.Code()));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "Back again" }));

        Dictionary<string, object> Change(int seconds) =>
            new() { [rule] = rule == "message" ? $"Hello {seconds}" : seconds };
    }

    /// <summary>What such a change ended stays ended, when the moments that it left are dropped as well.</summary>
    [Fact]
    public async Task What_ended_stays_ended_when_a_clock_that_was_ahead_is_set_right()
    {
        await using var engine = await StartAsync();
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        var spare = await BackupCodeAsync(owner);
        engine.Clock.Advance(TimeSpan.FromHours(2));
        var right = engine.Clock.GetUtcNow();
        engine.Clock.AdjustTime(right.AddDays(2));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "verify", new { backupCode = spare }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = (int?)null }));
        engine.Clock.AdjustTime(right.AddMinutes(5));

        AnswerAssert.Ok(await owner.VerifyAsync(ownerApp.Code()));

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        engine.Clock.AdjustTime(right.AddHours(1));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>Many clients write what isn't ASCII with six bytes for each character.</summary>
    [Fact]
    public async Task A_message_of_the_greatest_length_can_be_sent_as_clients_escape_it()
    {
        await using var engine = await StartAsync(configure: options =>
            options.PolicyLimits.MaxMessageLength = ProfilePolicyLimits.LongestMessage
        );
        var (owner, _) = await engine.Host.EnableAsync();
        var escaped = string.Concat(Enumerable.Repeat("\\u3042", 1000));

        AnswerAssert.Ok(await SendAsync(owner, $$"""{"message":"{{escaped}}"}"""));

        AnswerAssert.Refused(
            400,
            "invalid-request",
            await SendAsync(
                owner,
                $$"""{"message":"{{escaped}}","version":"{{new string('a', 16_000)}}"}"""
            )
        );
    }

    /// <summary>Limits that became narrower: what is stored counts as the nearest, and isn't accepted once more.</summary>
    [Fact]
    public async Task A_stored_value_outside_of_the_limits_is_refused_where_it_is_named()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        await WriteAsync(
            engine,
            new()
            {
                WindowLifetime = TimeSpan.FromDays(3),
                Message = new string('x', 501),
                AllowedAuthenticators = ["passkey"],
            }
        );

        foreach (
            var body in new[]
            {
                """{"window":259200}""",
                $$"""{"message":"{{new string('x', 501)}}"}""",
                """{"allowedAuthenticators":["passkey"]}""",
            }
        )
        {
            AnswerAssert.Refused(400, "invalid-request", await SendAsync(owner, body));
        }

        // What isn't named isn't checked.
        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 120 }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
    }

    [Fact]
    public async Task A_shorter_age_counts_for_the_packages_own_sensitive_actions()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, markApp) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 120 }));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        engine.Clock.Advance(TimeSpan.FromMinutes(3));

        var refused = await mark.ProfilePostAsync("acme", "backup-codes");

        AnswerAssert.Refused(401, "fresh-verification-required", refused);
        Assert.Equal(120, refused.Json.GetProperty("maxAge").GetInt32());
        Assert.False(
            (await mark.StatusAsync()).Json.GetProperty("you").TryGetProperty("fresh", out _)
        );
        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
    }

    /// <summary>The endpoint's own age is what the app found right; an Owner may want less, never more.</summary>
    [Fact]
    public async Task At_the_apps_endpoints_the_owners_age_is_only_ever_stricter()
    {
        await using var engine = await StartAsync(configure: options =>
            options.PolicyLimits.MaxSensitiveActionMaxAge = TimeSpan.FromHours(2)
        );
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(6));
        AnswerAssert.Ok(await mark.GetAsync("/hour/acme"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.GetAsync("/five-minutes/acme")
        );

        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 120 }));
        var stricter = await mark.GetAsync("/hour/acme");
        AnswerAssert.Refused(401, "fresh-verification-required", stricter);
        Assert.Equal(120, stricter.Json.GetProperty("maxAge").GetInt32());
        Assert.Contains(
            "max_age=\"120\"",
            stricter.Header("WWW-Authenticate"),
            StringComparison.Ordinal
        );
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        await FreshAsync(owner, ownerApp);
        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 7200 }));
        AnswerAssert.Ok(await mark.GetAsync("/hour/acme"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.GetAsync("/five-minutes/acme")
        );
    }

    [Fact]
    public async Task A_proof_that_the_owner_requires_is_required_before_a_first_binding()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        // Begun while nothing was required.
        var begun = await mark.BeginAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await mark.ProfilePostAsync("acme", "bind", new { code = begun.Code() })
        );
        var refused = await mark.ProfilePostAsync("acme", "binding");
        AnswerAssert.Refused(401, "enrollment-proof-required", refused);
        Assert.DoesNotContain("otpauth", refused.Body, StringComparison.Ordinal);
        var issued = await owner.ProfilePostAsync(
            "acme",
            $"members/{TestDirectory.MemberId("acme", "mark")}/enrollment-pass"
        );
        AnswerAssert.Ok(issued);
        AnswerAssert.Ok(
            await mark.ProfilePostAsync(
                "acme",
                "binding",
                new { proof = issued.Json.GetProperty("pass").GetString() }
            )
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "none" }));
        AnswerAssert.Ok(
            await (await engine.Host.BrowserAsync("mei")).ProfilePostAsync("acme", "binding")
        );
    }

    /// <summary>Also for the Owner who enables again: a stolen password of theirs isn't enough.</summary>
    [Fact]
    public async Task A_proof_that_the_owner_requires_is_required_of_the_owner_who_enables_again()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await owner.ProfilePostAsync("acme", "binding")
        );
        await owner.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "binding", new { proof = _mail.Code })
        );
    }

    /// <summary>An Owner required a proof, and then the app stopped to mail codes: the Owner could never enable again.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    public async Task A_proof_that_no_owner_can_give_any_more_can_be_dropped_while_disabled(
        string? value
    )
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events, mail: false);
        var (owner, _) = await engine.Host.EnableAsync();
        await WriteAsync(
            engine,
            new() { EnrollmentProof = EnrollmentProof.Required, Message = "Ask me." }
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        var begun = await owner.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", begun);
        Assert.Contains("Set the rule to null", begun.Body, StringComparison.Ordinal);
        var mailed = await owner.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Refused(409, "conflict", mailed);
        Assert.DoesNotContain("Ask the Owner", mailed.Body, StringComparison.Ordinal);
        // Nothing else, and no other person.
        foreach (
            var body in new[]
            {
                """{"enrollmentProof":null,"window":3600}""",
                """{"enrollmentProof":null,"message":null}""",
                """{"enrollmentProof":"required"}""",
                """{"window":3600}""",
                "{}",
            }
        )
        {
            AnswerAssert.Refused(409, "not-enabled", await SendAsync(owner, body));
        }

        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(
            403,
            "not-owner",
            await mark.PolicyAsync(new { enrollmentProof = value })
        );
        var dropped = await owner.PolicyAsync(new { enrollmentProof = value });
        AnswerAssert.Ok(dropped);
        Assert.Equal("Ask me.", Message(dropped));
        var change = Assert.Single(events.Of<ProfilePolicyChanged>());
        Assert.Equal("enrollmentProof", Assert.Single(change.Changes).Name);
        await owner.EnableAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    /// <summary>Where codes are mailed, the rule protects the Owner from who knows only the password.</summary>
    [Fact]
    public async Task A_proof_that_the_owner_can_give_is_not_dropped_with_a_password_alone()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        AnswerAssert.Refused(
            409,
            "not-enabled",
            await owner.PolicyAsync(new { enrollmentProof = (string?)null })
        );
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await owner.ProfilePostAsync("acme", "binding")
        );
    }

    /// <summary>With the app's own option there is nothing that an Owner could drop.</summary>
    [Fact]
    public async Task A_proof_that_the_app_requires_is_not_dropped_while_disabled()
    {
        await using var engine = await StartAsync(
            configure: options => options.EnrollmentProof = EnrollmentProof.Required,
            mail: false
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        var begun = await owner.ProfilePostAsync("acme", "binding");
        AnswerAssert.Refused(401, "enrollment-proof-required", begun);
        Assert.Contains("the support of the site", begun.Body, StringComparison.Ordinal);
        AnswerAssert.Refused(
            409,
            "not-enabled",
            await owner.PolicyAsync(new { enrollmentProof = (string?)null })
        );
    }

    [Fact]
    public async Task What_the_app_requires_no_owner_can_switch_off()
    {
        await using var engine = await StartAsync(configure: options =>
            options.EnrollmentProof = EnrollmentProof.Required
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.ProfilePostAsync("acme", "enrollment/email");
        var begun = await owner.ProfilePostAsync("acme", "binding", new { proof = _mail.Code });
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() }));

        var refused = await owner.PolicyAsync(new { enrollmentProof = "none" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.Contains("this app requires a proof", refused.Body, StringComparison.Ordinal);
        // Not even by what is stored.
        await WriteAsync(engine, new() { EnrollmentProof = EnrollmentProof.None });
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await (await engine.Host.BrowserAsync("mark")).ProfilePostAsync("acme", "binding")
        );
    }

    [Theory]
    [InlineData(true, "this app mails no codes")]
    [InlineData(false, "doesn't let Owners choose")]
    public async Task A_proof_that_no_owner_could_give_cannot_be_required(
        bool allowed,
        string named
    )
    {
        await using var engine = await StartAsync(
            configure: options => options.PolicyLimits.AllowEnrollmentProof = allowed,
            mail: !allowed
        );
        var (owner, _) = await engine.Host.EnableAsync();

        var refused = await owner.PolicyAsync(new { enrollmentProof = "required" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.Contains(
            named,
            refused.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["none"],
            (await owner.StatusAsync())
                .Json.GetProperty("policy")
                .GetProperty("limits")
                .GetProperty("enrollmentProof")
                .EnumerateArray()
                .Select(one => one.GetString())
        );
    }

    [Fact]
    public async Task Of_two_tabs_with_the_same_version_one_wins_and_the_other_is_told()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var version = Version(await owner.StatusAsync());

        var first = await owner.PolicyAsync(new { window = 3600, version });
        var second = await owner.PolicyAsync(new { message = "late", version });

        AnswerAssert.Ok(first);
        AnswerAssert.Refused(409, "conflict", second);
        Assert.NotEqual(version, Version(first));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "now", version = Version(first) }));
    }

    [Fact]
    public async Task A_write_between_reading_and_writing_is_a_conflict_and_neither_is_lost()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        BeforeTheWrite(
            engine,
            policy =>
                policy with
                {
                    Values = new() { WindowLifetime = TimeSpan.FromHours(2) },
                    ChangeId = "another",
                }
        );

        AnswerAssert.Refused(409, "conflict", await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal(TimeSpan.FromHours(2), policy!.Values!.WindowLifetime);
    }

    /// <summary>A reminder or a sweep writes the same record and says nothing about the rules.</summary>
    [Fact]
    public async Task A_change_beside_the_rules_does_not_lose_theirs()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var reminded = engine.Clock.GetUtcNow();
        BeforeTheWrite(
            engine,
            policy => policy with { RemindedAt = reminded, ChangeId = "another" }
        );

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal(
            (reminded, TimeSpan.FromHours(1)),
            (policy!.RemindedAt, policy.Values!.WindowLifetime)
        );
    }

    [Fact]
    public async Task A_change_against_a_profile_that_was_switched_off_is_no_success()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        BeforeTheWrite(engine, policy => policy with { Enabled = false, Epoch = "off" });

        AnswerAssert.Refused(409, "conflict", await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((false, null), (policy!.Enabled, policy.Values));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_whose_write_fails_is_no_success(bool committed)
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var (owner, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        engine.Store.FailWrite(1, committed);

        AnswerAssert.Unavailable(await owner.PolicyAsync(new { window = 300 }));

        engine.Store.Reset();
        Assert.Empty(events.Of<ProfilePolicyChanged>());
        var answer = await mark.GetAsync("/passive/acme");
        if (committed)
        {
            AnswerAssert.Refused(401, "verification-required", answer);
        }
        else
        {
            AnswerAssert.Ok(answer);
        }
    }

    [Fact]
    public async Task A_change_is_told_as_an_event_with_who_and_what()
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var (owner, _) = await engine.Host.EnableAsync();

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600, message = "A \"b\"\nc" }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        AnswerAssert.Ok(
            await owner.PolicyAsync(new { window = (int?)null, enrollmentProof = "required" })
        );

        var happened = events.Of<ProfilePolicyChanged>();
        Assert.Equal(2, happened.Count);
        Assert.All(
            happened,
            one => Assert.Equal("olivia@example.com", one.Context.ActorAccountName)
        );
        Assert.Equal(
            [new PolicyValueChange("window", null, "3600"), new("message", null, "A \"b\"\nc")],
            happened[0].Changes
        );
        Assert.Equal(
            [
                new PolicyValueChange("window", "3600", null),
                new("enrollmentProof", null, "required"),
            ],
            happened[1].Changes
        );
        Assert.Equal(
            "window: null -> \"3600\"\nmessage: null -> \"A \\\"b\\\"\\nc\"",
            TwoFactorHistoryEntry.From(happened[0]).Reason
        );
    }

    [Fact]
    public async Task Another_profile_keeps_its_own_rules()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var (oscar, _) = await engine.Host.EnableAsync("beta", "oscar");

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 300, message = "acme only" }));
        engine.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(Message(await oscar.StatusAsync("beta")));
        AnswerAssert.Ok(await oscar.GetAsync("/p/beta"));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    /// <summary>Rules can be set before the date; they count for windows that members have by then.</summary>
    [Fact]
    public async Task Rules_can_be_set_before_the_date()
    {
        await using var engine = await StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddHours(3));
        var (mark, _) = await engine.Host.BindAsync("mark");

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(4));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_message_is_in_the_challenge_of_members_alone()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "<b>Ask</b> me." }));

        var bind = await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/acme");
        var verify = await (await engine.Host.BrowserAsync("olivia")).GetAsync("/p/acme");
        var outside = await (await engine.Host.BrowserAsync("zoe")).GetAsync("/p/acme");

        AnswerAssert.Refused(401, "binding-required", bind);
        Assert.Equal("<b>Ask</b> me.", bind.Json.GetProperty("ownerMessage").GetString());
        AnswerAssert.Refused(401, "verification-required", verify);
        Assert.Equal("<b>Ask</b> me.", verify.Json.GetProperty("ownerMessage").GetString());
        AnswerAssert.Refused(403, "not-a-member", outside);
        Assert.DoesNotContain("Ask", outside.Body, StringComparison.Ordinal);
    }

    private Task<TestEngine> StartAsync(
        RecordedEvents? events = null,
        Action<ProfileTwoFactorOptions>? configure = null,
        bool mail = true
    ) =>
        TestEngine.StartAsync(
            configure,
            services =>
            {
                if (mail)
                {
                    services.AddSingleton<IEnrollmentCodeSender>(_mail);
                }

                if (events is not null)
                {
                    services.AddSingleton<ITwoFactorEventHandler>(events);
                }
            },
            map: routes =>
            {
                routes.MapGet("/p/{sid}", () => "in").RequireProfileTwoFactor();
                routes
                    .MapGet("/passive/{sid}", [PassiveRequest] () => "in")
                    .RequireProfileTwoFactor();
                routes.MapGet(
                    "/hour/{sid}",
                    [RequireProfileTwoFactor(MaxAgeSeconds = 3600)]
                    () => "in"
                );
                routes.MapGet(
                    "/five-minutes/{sid}",
                    [RequireProfileTwoFactor(MaxAgeSeconds = 300)]
                    () => "in"
                );
            }
        );

    private static async Task<(
        Browser Owner,
        FakeAuthenticator OwnerApp,
        Browser Mark,
        FakeAuthenticator MarkApp
    )> BothAsync(TestEngine engine)
    {
        var (owner, ownerApp) = await engine.Host.EnableAsync();
        var (mark, markApp) = await engine.Host.BindAsync("mark");
        engine.Clock.NextStep();
        return (owner, ownerApp, mark, markApp);
    }

    private static async Task<string> BackupCodeAsync(Browser owner) =>
        (await owner.ProfilePostAsync("acme", "backup-codes"))
            .Json.GetProperty("backupCodes")[0]
            .GetString()!;

    private static async Task FreshAsync(Browser owner, FakeAuthenticator app) =>
        AnswerAssert.Ok(await owner.VerifyAsync(app.Code()));

    private static async Task WriteAsync(TestEngine engine, ProfilePolicyValues values)
    {
        StoreWriteStatus status;
        do
        {
            var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
            status = await engine.Policies.WriteAsync(policy! with { Values = values }, default);
        } while (status != StoreWriteStatus.Written);
    }

    private static void BeforeTheWrite(
        TestEngine engine,
        Func<PolicyRecord, PolicyRecord> change
    ) =>
        engine.Store.Before = async call =>
        {
            // The sweeper of ended epochs writes the same record.
            if (call != StoreCall.WritePolicy || StoreScript.IsBackground)
            {
                return;
            }

            engine.Store.Reset();
            StoreWriteStatus status;
            do
            {
                var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
                status = await engine.Policies.WriteAsync(change(policy!), default);
            } while (status != StoreWriteStatus.Written);
        };

    private static async Task<Answer> SendAsync(Browser owner, string body)
    {
        var token = (await owner.GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(HttpMethod.Put, "/two-factor/api/profiles/acme/policy")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        return await owner.SendAsync(request);
    }

    private static string WithoutVersion(JsonElement policy)
    {
        var node = JsonObject.Create(policy)!;
        node.Remove("version");
        return node.ToJsonString();
    }

    private static string? Message(Answer answer) =>
        answer.Json.GetProperty("policy").GetProperty("message").GetString();

    private static string? State(Answer answer) =>
        answer.Json.GetProperty("you").GetProperty("state").GetString();

    private static string Version(Answer answer) =>
        answer.Json.GetProperty("policy").GetProperty("version").GetString()!;
}
