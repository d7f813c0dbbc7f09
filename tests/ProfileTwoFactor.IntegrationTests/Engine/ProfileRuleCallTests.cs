using System.Text.Json;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>The Owner's values for a profile: who sets them, and who sees them.</summary>
public sealed class ProfileRuleCallTests
{
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
}
