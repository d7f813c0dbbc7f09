using System.Text.Json.Nodes;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What the call for the rules takes, and what it refuses by name.</summary>
public sealed class ProfileRuleInputTests
{
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
}
